"""Circulation: one frozen revision is sent to states with a due date, which may be extended; then closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    ActionInput,
    check,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.follow_up.notices import drafters_of, holders_of, notify
from cmia_docs.actions.projections import applies
from cmia_docs.actions.review.positions import answer_by_silence
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.models import Document, Event, Round, RoundState
from cmia_docs.queries.council import council_of
from cmia_docs.queries.review.rounds import latest_round, tally_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import RoundMissing
from cmia_docs.rules import fields
from cmia_docs.rules.positions import NO_REPLY_RULES
from cmia_docs.rules.review_payloads import Circulated, Extended, RoundClosed
from cmia_docs.rules.workflow import Action, Role


def circulate(
    work: Work, document_id: int, *, seen: int, due_on: date, states: Iterable[str], note: str = ""
) -> Round:
    """Freeze the current revision and send it to the states. A second call opens the next round."""
    note = fields.block(note, "note", longest=5_000, required=False)
    council = council_of(work.db)
    addressed = tuple(dict.fromkeys(council.state(code).code for code in states))
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    revision = current_revision(work.db, document)
    before = latest_round(work.db, document.id)
    event = perform(
        work,
        document,
        Circulated(
            number=1 if before is None else before.number + 1,
            commit=revision.commit,
            text_sum=revision.text_sum,
            states=addressed,
            due_on=due_on,
            note=note,
        ),
        ActionInput(due_on=due_on, addressed=addressed),
    )
    reviewers = holders_of(work, Role.REVIEWER, addressed)
    notify(work, event, reviewers, "circulated", document=str(document.id), due=due_on.isoformat())
    return work.db.get_one(Round, event.id)


def extend(work: Work, document_id: int, *, seen: int, due_on: date) -> Event:
    """Set a later due date for the open round; an earlier one is refused, since states rely on it."""
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    check(work.db, work, document, Action.EXTEND, ActionInput(due_on=due_on))
    round_ = open_round(work.db, document)
    if due_on <= round_.due_on:
        raise Invalid(Reason.DUE_NOT_LATER, field="due_on")
    event = perform(work, document, Extended(round_id=round_.id, due_on=due_on), ActionInput(due_on=due_on))
    reviewers = holders_of(work, Role.REVIEWER, round_.states)
    notify(work, event, reviewers, "extended", document=str(document.id), due=due_on.isoformat())
    return event


def close_round(work: Work, document_id: int, *, seen: int) -> Event:
    """Close the open round: all have answered, or the due date has passed.

    Under the silence procedure each state that did not answer gets a position `agreed`, marked as made by
    silence.
    """
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    check(work.db, work, document, Action.CLOSE_ROUND, ActionInput())
    round_ = open_round(work.db, document)
    by_silence = NO_REPLY_RULES[council_of(work.db).no_reply].becomes
    if by_silence is not None:
        for state in tally_of(work.db, round_, current_revision(work.db, document)).missing:
            answer_by_silence(work, document, round_, state, by_silence)
    event = perform(work, document, RoundClosed(round_id=round_.id))
    notify(work, event, drafters_of(work.db, document), "round_closed", document=str(document.id))
    return event


def open_round(db: Session, document: Document) -> Round:
    """The round a circulated document is in."""
    round_ = latest_round(db, document.id)
    if round_ is None:
        raise Unavailable(RoundMissing(document.id))
    return round_


@applies(Circulated)
def _circulated(db: Session, event: Event, circulated: Circulated) -> None:
    db.add(
        Round(
            id=event.id,
            document_id=event.document_id,
            number=circulated.number,
            revision_id=event.revision_id,
            commit=circulated.commit,
            text_sum=circulated.text_sum,
            states=list(circulated.states),
            note=circulated.note,
            opened_at=event.at,
            due_on=circulated.due_on,
        )
    )
    db.flush()
    db.add_all(
        RoundState(round_id=event.id, state=state, document_id=event.document_id)
        for state in circulated.states
    )


@applies(Extended)
def _extended(db: Session, _event: Event, extended: Extended) -> None:
    db.get_one(Round, extended.round_id).due_on = extended.due_on


@applies(RoundClosed)
def _closed(db: Session, event: Event, closed: RoundClosed) -> None:
    db.get_one(Round, closed.round_id).closed_at = event.at
