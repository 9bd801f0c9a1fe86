"""The way of an act with where it is, from the acts that moved it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from cmia_docs.models import Event
from cmia_docs.rules.workflow import WAY, Action, State

View = dict[str, Any]
_ONLY_CIRCULATED = (State.CIRCULATED, State.CONSOLIDATION)


def way_of(moves: Sequence[Event], circulates: bool) -> list[View]:
    """The steps for `state_strip`: each state with when it was entered last, exactly one of them current.

    A state passed over, and one that acts of this type never enter, is `skipped`. Of a withdrawn act the
    current step is where it was stopped; one that later acts have amended or ended stands behind the way.
    """
    here = _current(moves)
    way = WAY if here in WAY else (*WAY, here)
    entered = {State(move.state): move.at.date() for move in moves if move.state in set(State)}
    place = way.index(here)
    return [
        _step(
            state,
            _status(n, place, state in entered, circulates or state not in _ONLY_CIRCULATED),
            entered,
            moves,
        )
        for n, state in enumerate(way)
    ]


def stopped_at(moves: Sequence[Event]) -> View | None:
    """When and why a withdrawn act was taken off its way."""
    last = moves[-1]
    if last.kind != Action.WITHDRAW:
        return None
    return {"on": last.at.date(), "reason": last.data["reason"]}


def _current(moves: Sequence[Event]) -> State:
    *before, last = moves
    return State(before[-1].state if last.kind == Action.WITHDRAW else last.state)


def _status(n: int, place: int, was_entered: bool, is_on_the_way: bool) -> str:
    if n == place:
        return "current"
    if n < place:
        return "done" if was_entered else "skipped"
    return "todo" if is_on_the_way else "skipped"


def _step(state: State, status: str, entered: dict[State, date], moves: Sequence[Event]) -> View:
    rounds = [move.data["number"] for move in moves if move.kind == Action.CIRCULATE]
    note = _("Round %(number)s", number=rounds[-1]) if state is State.CIRCULATED and rounds else None
    return {
        "state": state.value,
        "status": status,
        "on": entered.get(state) if status in ("done", "current") else None,
        "note": note if status == "current" else None,
    }
