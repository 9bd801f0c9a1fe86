"""Which revisions of a document a person may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Act, Document, Event, Revision, RoundState
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Scope, Visibility
from cmia_docs.rules.workflow import Action

Condition = ColumnElement[bool]
_HIGHEST = 2**31 - 1


def froze(in_round: Condition) -> Condition:
    """The event tabled a revision, or circulated it in a round that `in_round` holds for."""
    return or_(
        Event.kind == Action.TABLE.value,
        and_(Event.kind == Action.CIRCULATE.value, in_round),
    )


def sent_to(states: frozenset[str]) -> Condition:
    """The round that the event opened was sent to one of these states."""
    return exists().where(RoundState.round_id == Event.id, RoundState.state.in_(sorted(states)))


def seen_revisions(db: Session, document_id: int, visibility: Visibility) -> list[Revision]:
    """The revisions that the person may see, the newest first. One query."""
    query = select(Revision).where(Revision.document_id == document_id, _open_to(document_id, visibility))
    return list(db.scalars(query.order_by(Revision.number.desc())))


def seen_revision(
    db: Session, document: Document, visibility: Visibility, number: int | None = None
) -> Revision:
    """The revision with this number, by default the latest that the person may see.

    `NotFound` for one that they may not see, exactly as for one that does not exist.
    """
    query = select(Revision).where(Revision.document_id == document.id, _open_to(document.id, visibility))
    if number is not None:
        if not 0 < number <= _HIGHEST:
            raise NotFound(Reason.REVISION_UNKNOWN)
        query = query.where(Revision.number == number)
    revision = db.scalar(query.order_by(Revision.number.desc()).limit(1))
    if revision is None:
        raise NotFound(Reason.REVISION_UNKNOWN)
    return revision


def latest_frozen(db: Session, document_id: int) -> Revision | None:
    """The revision that was circulated or tabled last."""
    query = select(Revision).where(Revision.id.in_(_frozen(document_id, true())))
    return db.scalar(query.order_by(Revision.number.desc()).limit(1))


def _frozen(document_id: int, in_round: Condition) -> Select[int | None]:
    return select(Event.revision_id).where(Event.document_id == document_id, froze(in_round))


def _open_to(document_id: int, visibility: Visibility) -> Condition:
    if visibility.makes:
        return true()
    ways: list[Condition] = []
    if Scope.CIRCULATED in visibility.scopes:
        in_round = true() if visibility.addressed_states is None else sent_to(visibility.addressed_states)
        ways.append(Revision.id.in_(_frozen(document_id, in_round)))
    if Scope.ADOPTED in visibility.scopes:
        ways.append(Revision.id.in_(select(Act.revision_id).where(Act.document_id == document_id)))
    return or_(false(), *ways)
