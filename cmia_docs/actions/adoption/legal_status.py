"""The legal status of an adopted act: in force from a day, later amended, superseded or repealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import ActionInput, check_not_done, load_for_update, perform
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid
from cmia_docs.models import Act, ActRelation, Document, Event
from cmia_docs.queries.adoption.adoption import entry_of
from cmia_docs.queries.council import council_of
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.adoption_payloads import (
    LATER_ACTS,
    Amended,
    EnteredIntoForce,
    LaterAct,
    Repealed,
    Superseded,
)
from cmia_docs.rules.workflow import Action


def enter_into_force(work: Work, document_id: int, *, on: date) -> Event:
    """Record the day on which an adopted act entered into force: between its adoption and today."""
    document = load_for_update(work, document_id)
    _check_day(work, document, on)
    return perform(work, document, EnteredIntoForce(on=on))


def follow_later_act(
    work: Work,
    document_id: int,
    action: Action,
    *,
    on: date,
    reason: str,
    other_id: int | None = None,
    known: int | None = None,
) -> Event:
    """Record that a later act amends, supersedes or repeals this one.

    `reason` names that act and the provision; `other_id` is its entry where the register has it.
    An act may be amended many times, but not by two people at once: see `check_not_done` for `known`.
    """
    if action not in LATER_ACTS:
        raise Invalid(Reason.LEGAL_STATUS_ACTION, field="action")
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_not_done(work, document, action, known)
    _check_day(work, document, on)
    if other_id is not None:
        other = work.db.get(Act, other_id)
        if other is None or other.document_id == document.id:
            raise Invalid(Reason.LEGAL_STATUS_OTHER_ACT, field="other")
    payload = LATER_ACTS[action](on=on, reason=reason, other_act_id=other_id)
    return perform(work, document, payload, ActionInput(reason=reason))


def _check_day(work: Work, document: Document, on: date) -> None:
    if on > council_of(work.db).day_of(work.now):
        raise Invalid(Reason.LEGAL_STATUS_DATE_AHEAD, field="on")
    entry = entry_of(work.db, document.id)
    if entry is not None and on < entry.adopted_on:
        raise Invalid(Reason.LEGAL_STATUS_BEFORE_ADOPTION, field="on")


def _entry(db: Session, event: Event) -> Act:
    return db.scalars(select(Act).where(Act.document_id == event.document_id)).one()


@applies(EnteredIntoForce)
def _entered(db: Session, event: Event, entered: EnteredIntoForce) -> None:
    _entry(db, event).in_force_from = entered.on


@applies(Amended, Superseded, Repealed)
def _followed(db: Session, event: Event, later: LaterAct) -> None:
    db.add(
        ActRelation(
            id=event.id,
            act_id=_entry(db, event).id,
            kind=event.kind,
            other_id=later.other_act_id,
            reason=later.reason,
            on=later.on,
        )
    )
