"""Which revisions of a document a person may see, by the scopes they have on it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Act, Document, Event, Revision
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import Action

FROZEN_BY = (Action.CIRCULATE.value, Action.TABLE.value)
"""The acts that put a revision before the states or before a session, and so out of its makers' hands."""


def frozen(document_id: int) -> Select[int | None]:
    """Ids of the revisions that were circulated or tabled."""
    return select(Event.revision_id).where(Event.document_id == document_id, Event.kind.in_(FROZEN_BY))


def seen_revisions(session: Session, document_id: int, scopes: Collection[Scope]) -> list[Revision]:
    """The revisions that these scopes open, newest first. One query."""
    query = select(Revision).where(Revision.document_id == document_id, _open_to(document_id, scopes))
    return list(session.scalars(query.order_by(Revision.number.desc())))


def seen_revision(
    session: Session, document: Document, scopes: Collection[Scope], number: int | None = None
) -> Revision:
    """The revision of this number, else the latest that the scopes open.

    `NotFound` for a number outside them, exactly as for one that does not exist.
    """
    query = select(Revision).where(Revision.document_id == document.id, _open_to(document.id, scopes))
    if number is not None:
        query = query.where(Revision.number == number)
    found = session.scalar(query.order_by(Revision.number.desc()).limit(1))
    if found is None:
        raise NotFound("revision.unknown")
    return found


def latest_frozen(session: Session, document_id: int) -> Revision | None:
    """The revision that was circulated or tabled last."""
    query = select(Revision).where(Revision.id.in_(frozen(document_id)))
    return session.scalar(query.order_by(Revision.number.desc()).limit(1))


def _open_to(document_id: int, scopes: Collection[Scope]) -> ColumnElement[bool]:
    if Scope.WORKING in scopes:
        return Revision.id.is_not(None)
    adopted = Revision.id.in_(select(Act.revision_id).where(Act.document_id == document_id))
    if Scope.CIRCULATED in scopes:
        return or_(Revision.id.in_(frozen(document_id)), adopted)
    return adopted if Scope.ADOPTED in scopes else Revision.id.is_(None)
