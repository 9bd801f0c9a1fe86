"""Sessions of the council: planned, and agreed documents put on their agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

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
from cmia_docs.rules import fields
from cmia_docs.rules.permissions import Permission, allowed
from cmia_docs.rules.workflow import Action

PLAN_SESSION = "plan_session"


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
    """Put a session into the calendar. `only_new`: one that stands there in every word is refused."""
    if not allowed(work.actor, Permission.PLAN_SESSIONS):
        raise NotAllowed("session.may_not_plan")
    council = council_of(work.db)
    council.state(chair_state)
    last = ends_on or begins_on
    if last < begins_on:
        raise Invalid("session.ends_before_it_begins", field="ends_on")
    kept = {
        code: fields.line(cities.get(code, ""), f"place_{code}", longest=200, required=False)
        for code in council.languages
    }
    if not kept[council.working_language]:
        raise Invalid("field.missing", field=f"place_{council.working_language}")
    chosen: dict[str, Any] = {
        "begins_on": begins_on.isoformat(),
        "ends_on": last.isoformat(),
        "places": {code: place for code, place in kept.items() if place},
        "chair_state": chair_state,
        "title": fields.line(title, "title", longest=200, required=False),
    }
    if only_new:
        _check_new(work, begins_on, chosen)
    event = work.record(PLAN_SESSION, **chosen)
    return work.db.get_one(CouncilSession, event.id)


def _check_new(work: Work, begins_on: date, chosen: Mapping[str, object]) -> None:
    """Refuse what is in the calendar already: a form sent twice, or by two people, is one session."""
    same_day = select(CouncilSession.id).where(CouncilSession.begins_on == begins_on)
    planned = select(Event).where(Event.kind == PLAN_SESSION, Event.id.in_(same_day))
    if any(event.data == chosen for event in work.db.scalars(planned)):
        raise Invalid("session.planned_already", field="begins_on")


def table(work: Work, document_id: int, *, seen: int, session_id: int | None) -> Event:
    """Put an agreed text on the agenda of a session."""
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    revision = current_revision(work.db, document)
    return perform(
        work,
        document,
        Action.TABLE,
        ActionInput(session_id=session_id),
        session=session_id,
        commit=revision.commit,
        text_sum=revision.text_sum,
    )


def defer(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Take a text off the agenda; it stays agreed and waits for another session."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    return perform(work, document, Action.DEFER, ActionInput(reason=reason), reason=reason)


@applies(PLAN_SESSION)
def _planned(db: Session, event: Event) -> None:
    data = event.data
    db.add(
        CouncilSession(
            id=event.id,
            begins_on=date.fromisoformat(data["begins_on"]),
            ends_on=date.fromisoformat(data["ends_on"]),
            cities=data["places"],
            chair_state=data["chair_state"],
            title=data["title"],
        )
    )


@applies(Action.TABLE.value)
def _tabled(db: Session, event: Event) -> None:
    db.get_one(Document, event.document_id).session_id = event.data["session"]


@applies(Action.DEFER.value)
def _deferred(db: Session, event: Event) -> None:
    db.get_one(Document, event.document_id).session_id = None
