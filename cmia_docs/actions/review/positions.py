"""Positions of states, each on the commit and the sum of the texts that it was given on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import check_not_done, check_seen, load_for_update, perform
from cmia_docs.actions.follow_up.notices import holders_of, notify
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotPossible
from cmia_docs.models import Document, Event, Position, Round
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import WorkflowNotInThisStage
from cmia_docs.rules import fields
from cmia_docs.rules.positions import POSITION_RULES, PositionKind
from cmia_docs.rules.review_payloads import PositionGiven
from cmia_docs.rules.workflow import Action, Role


def give_position(
    work: Work,
    document_id: int,
    *,
    seen: int,
    state: str,
    kind: PositionKind,
    note: str = "",
    known: int | None = None,
) -> Position:
    """Give the position of a state on the circulated revision that the person has seen.

    A reviewer speaks for their own state. The secretariat may enter the position from a state's letter, and
    then has to name the letter in `note`; an objection needs its grounds. A later position replaces an
    earlier one, but not one that the person has not seen: see `check_not_done` for `known`.
    """
    note = fields.block(note, "note", longest=20_000, required=POSITION_RULES[kind].needs_grounds)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    by_letter = state not in work.actor.states(Role.REVIEWER)
    if by_letter and not work.actor.has(Role.SECRETARIAT):
        raise NotAllowed(Reason.POSITION_OTHER_STATE)
    if by_letter and not note:
        raise Invalid(Reason.POSITION_LETTER_UNNAMED, field="note")
    round_ = latest_round(work.db, document.id)
    if round_ is None or round_.closed_at is not None:
        raise NotPossible(WorkflowNotInThisStage(document.stage))
    if state not in round_.states:
        raise Invalid(Reason.POSITION_STATE_NOT_ADDRESSED, field="state")
    check_not_done(work, document, Action.GIVE_POSITION, known, lambda event: event.on_behalf_of == state)
    event = perform(
        work,
        document,
        _on_round(round_, kind, note, by_letter=by_letter),
        on_behalf_of=state,
    )
    secretariat = holders_of(work, Role.SECRETARIAT)
    notify(
        work, event, secretariat, "position_given", document=str(document.id), state=state, kind=kind.value
    )
    return work.db.get_one(Position, event.id)


def answer_by_silence(work: Work, document: Document, round_: Round, state: str, kind: PositionKind) -> Event:
    """Give the position of a state that has not answered, by the silence procedure; it is marked as such."""
    return perform(
        work,
        document,
        _on_round(round_, kind, by_silence=True),
        on_behalf_of=state,
    )


def _on_round(
    round_: Round, kind: PositionKind, note: str = "", *, by_letter: bool = False, by_silence: bool = False
) -> PositionGiven:
    return PositionGiven(
        round_id=round_.id,
        commit=round_.commit,
        text_sum=round_.text_sum,
        position=kind,
        note=note,
        by_letter=by_letter,
        by_silence=by_silence,
    )


@applies(PositionGiven)
def _given(db: Session, event: Event, given: PositionGiven) -> None:
    db.add(
        Position(
            id=event.id,
            document_id=event.document_id,
            round_id=given.round_id,
            revision_id=event.revision_id,
            commit=given.commit,
            text_sum=given.text_sum,
            state=event.on_behalf_of,
            kind=given.position.value,
            note=given.note,
            given_by=event.actor_id,
            giver_name=event.actor_name,
            at=event.at,
            by_letter=given.by_letter,
            by_silence=given.by_silence,
        )
    )
