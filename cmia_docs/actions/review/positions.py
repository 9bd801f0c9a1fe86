"""Positions of states: each bound to the commit and the sum of the texts it was given on."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import check_not_done, check_seen, load_for_update, perform
from cmia_docs.actions.follow_up.notices import holders_of, notify
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotPossible
from cmia_docs.models import Document, Event, Position, Round
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.rules import fields
from cmia_docs.rules.positions import PositionKind
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

    A reviewer speaks for the own state. The secretariat may enter a state's letter, and then has to name
    the letter in `note`; an objection needs its grounds. A later position replaces an earlier one,
    but none that the person has not seen: see `check_not_done` for `known`.
    """
    note = fields.block(note, "note", longest=20_000, required=kind is PositionKind.OBJECTION)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    by_letter = state not in work.actor.states(Role.REVIEWER)
    if by_letter and not work.actor.has(Role.SECRETARIAT):
        raise NotAllowed("position.other_state")
    if by_letter and not note:
        raise Invalid("position.letter_unnamed", field="note")
    round_ = latest_round(work.db, document.id)
    if round_ is None or round_.closed_at is not None:
        raise NotPossible("workflow.not_in_this_stage", stage=document.stage, action=Action.GIVE_POSITION)
    if state not in round_.states:
        raise Invalid("position.state_not_addressed", field="state", state=state)
    check_not_done(work, document, Action.GIVE_POSITION, known, state=state)
    event = perform(
        work,
        document,
        Action.GIVE_POSITION,
        on_behalf_of=state,
        **_data(round_, kind, note, by_letter=by_letter, by_silence=False),
    )
    secretariat = holders_of(work, Role.SECRETARIAT)
    notify(
        work, event, secretariat, "position_given", document=str(document.id), state=state, kind=kind.value
    )
    return work.db.get_one(Position, event.id)


def agree_by_silence(work: Work, document: Document, round_: Round, state: str) -> Event:
    """What the silence procedure makes of a state that has not answered: visible as such for ever."""
    return perform(
        work,
        document,
        Action.GIVE_POSITION,
        on_behalf_of=state,
        **_data(round_, PositionKind.AGREED, "", by_letter=False, by_silence=True),
    )


def _data(
    round_: Round, kind: PositionKind, note: str, *, by_letter: bool, by_silence: bool
) -> dict[str, Any]:
    return {
        "round": round_.id,
        "commit": round_.commit,
        "text_sum": round_.text_sum,
        "position": kind.value,
        "note": note,
        "by_letter": by_letter,
        "by_silence": by_silence,
    }


@applies(Action.GIVE_POSITION.value)
def _given(db: Session, event: Event) -> None:
    data = event.data
    db.add(
        Position(
            id=event.id,
            document_id=event.document_id,
            round_id=data["round"],
            revision_id=event.revision_id,
            commit=data["commit"],
            text_sum=data["text_sum"],
            state=event.on_behalf_of,
            kind=data["position"],
            note=data["note"],
            given_by=event.actor_id,
            giver_name=event.actor_name,
            at=event.at,
            by_letter=data["by_letter"],
            by_silence=data["by_silence"],
        )
    )
