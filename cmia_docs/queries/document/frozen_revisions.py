"""The revisions of a document that were circulated or tabled, and who still sees which."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Event, Revision, RoundState
from cmia_docs.rules.workflow import Action

_FREEZING = (Action.CIRCULATE.value, Action.TABLE.value)
_CHAIR = "chair"  # no code of a state: those are capitals


def frozen_revisions(db: Session, document_id: int) -> Mapping[Revision, bool]:
    """Each revision that was ever circulated or tabled, and whether somebody is shown it now.

    A state is shown the last revision that was sent to it or tabled, the chair the last of all once one was
    tabled, as `visibility.shown_id` has it for one person. Three queries.
    """
    query = select(Event).where(Event.document_id == document_id, Event.kind.in_(_FREEZING))
    events = list(db.scalars(query.order_by(Event.id)))
    shown = _shown(events, _addressed(db, document_id))
    ids = {event.revision_id for event in events}
    revisions = db.scalars(select(Revision).where(Revision.id.in_(ids)).order_by(Revision.number))
    return {revision: revision.id in shown for revision in revisions}


def _addressed(db: Session, document_id: int) -> dict[int, set[str]]:
    rows = db.execute(
        select(RoundState.round_id, RoundState.state).where(RoundState.document_id == document_id)
    )
    addressed: dict[int, set[str]] = {}
    for round_id, state in rows:
        addressed.setdefault(round_id, set()).add(state)
    return addressed


def _shown(events: list[Event], addressed: dict[int, set[str]]) -> set[int]:
    everyone = set().union(*addressed.values())
    last: dict[str, int] = {}
    for event in events:
        if event.kind == Action.TABLE:
            readers = everyone | {_CHAIR}
        else:
            readers = addressed.get(event.id, set()) | ({_CHAIR} & last.keys())
        last |= dict.fromkeys(readers, event.revision_id or 0)
    return set(last.values())
