"""Sessions of the council: planned, and agreed documents put on their agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    ActionInput,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import CouncilSession, Document, Event
from cmia_docs.queries.council import council_of
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.adoption_payloads import Deferred, SessionPlanned, Tabled
from cmia_docs.rules.permissions import Permission, allowed


def plan_session(
    work: Work,
    *,
    begins_on: date,
    ends_on: date | None = None,
    cities: Mapping[str, str],
    chair_state: str,
    title: str = "",
    only_new: bool = False,
) -> CouncilSession:
    """Add a session to the calendar. `only_new`: refused where the calendar has exactly this one already."""
    if not allowed(work.actor, Permission.PLAN_SESSIONS):
        raise NotAllowed(Reason.SESSION_MAY_NOT_PLAN)
    council = council_of(work.db)
    council.state(chair_state)
    last = ends_on or begins_on
    if last < begins_on:
        raise Invalid(Reason.SESSION_ENDS_BEFORE_IT_BEGINS, field="ends_on")
    planned = SessionPlanned(
        begins_on=begins_on,
        ends_on=last,
        cities=fields.cities(cities, council.languages, council.working_language),
        chair_state=chair_state,
        title=fields.line(title, "title", longest=200, required=False),
    )
    if only_new:
        _check_new(work, planned)
    event = work.record(planned)
    return work.db.get_one(CouncilSession, event.id)


def _check_new(work: Work, planned: SessionPlanned) -> None:
    """Refuse what the calendar has already: a form sent twice, or by two people, makes one session."""
    same_day = select(CouncilSession.id).where(CouncilSession.begins_on == planned.begins_on)
    events = select(Event).where(Event.kind == SessionPlanned.kind, Event.id.in_(same_day))
    if any(SessionPlanned.from_json(event.data) == planned for event in work.db.scalars(events)):
        raise Invalid(Reason.SESSION_PLANNED_ALREADY, field="begins_on")


def table(work: Work, document_id: int, *, seen: int, session_id: int | None) -> Event:
    """Put an agreed text on the agenda of a session."""
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    revision = current_revision(work.db, document)
    return perform(
        work,
        document,
        Tabled(session_id=session_id, commit=revision.commit, text_sum=revision.text_sum),
        ActionInput(session_id=session_id),
    )


def defer(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Take a text off the agenda; it stays agreed and waits for another session."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    return perform(work, document, Deferred(reason=reason), ActionInput(reason=reason))


@applies(SessionPlanned)
def _planned(db: Session, event: Event, planned: SessionPlanned) -> None:
    db.add(
        CouncilSession(
            id=event.id,
            begins_on=planned.begins_on,
            ends_on=planned.ends_on,
            cities=dict(planned.cities),
            chair_state=planned.chair_state,
            title=planned.title,
        )
    )


@applies(Tabled)
def _tabled(db: Session, event: Event, tabled: Tabled) -> None:
    db.get_one(Document, event.document_id).session_id = tabled.session_id


@applies(Deferred)
def _deferred(db: Session, event: Event, _deferred: Deferred) -> None:
    db.get_one(Document, event.document_id).session_id = None
