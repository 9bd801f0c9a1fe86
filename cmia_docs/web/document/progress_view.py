"""The way of an act with where it is, from the acts that moved it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from cmia_docs.models import Event
from cmia_docs.rules.workflow import WAY, Action, Stage
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import day_of
from cmia_docs.web.shared.labels import action_words

View = dict[str, Any]
_ONLY_CIRCULATED = (Stage.CIRCULATED, Stage.CONSOLIDATION)
_BACKWARDS = frozenset({Action.RETURN, Action.REOPEN, Action.DEFER})


def way_of(moves: Sequence[Event], circulates: bool, known: Collection[int]) -> list[View]:
    """The steps for `progress_strip`: each state with when it was entered last, exactly one of them current.

    A state passed over, and one that acts of this type never enter, is `skipped`. Of a withdrawn act the
    current step is where it was stopped; one that later acts have amended or ended stands behind the way.
    `known` are the ids of the moves of which the person may know when they were made.
    """
    here = _current(moves)
    way = WAY if here in WAY else (*WAY, here)
    entered = {
        Stage(move.stage): day_of(move.at) if move.id in known else None
        for move in moves
        if move.stage in set(Stage)
    }
    round_ = _round_of(moves, known)
    place = way.index(here)
    return [
        _step(
            stage,
            _status(n, place, stage in entered, circulates or stage not in _ONLY_CIRCULATED),
            entered.get(stage),
            round_ if stage is Stage.CIRCULATED else None,
        )
        for n, stage in enumerate(way)
    ]


def stopped_at(moves: Sequence[Event]) -> View | None:
    """When and why a withdrawn act was taken off its way."""
    last = moves[-1]
    if last.kind != Action.WITHDRAW:
        return None
    return {"on": day_of(last.at), "reason": last.data["reason"]}


def sent_back(moves: Sequence[Event], known: Collection[int]) -> View | None:
    """Who put the document back on its way last, when and why, while nothing has moved it since."""
    last = moves[-1]
    if last.kind not in _BACKWARDS or last.id not in known:
        return None
    return {
        "who": actor_label(last),
        "what": action_words(last.kind),
        "on": day_of(last.at),
        "reason": last.data["reason"],
    }


def _current(moves: Sequence[Event]) -> Stage:
    *before, last = moves
    return Stage(before[-1].stage if last.kind == Action.WITHDRAW else last.stage)


def _status(n: int, place: int, was_entered: bool, is_on_the_way: bool) -> str:
    if n == place:
        return "current"
    if n < place:
        return "done" if was_entered else "skipped"
    return "todo" if is_on_the_way else "skipped"


def _round_of(moves: Sequence[Event], known: Collection[int]) -> str | None:
    """The number of the last round, for who was asked in it."""
    rounds = [move for move in moves if move.kind == Action.CIRCULATE]
    if not rounds or rounds[-1].id not in known:
        return None
    return str(_("Round %(number)s", number=rounds[-1].data["number"]))


def _step(stage: Stage, status: str, entered: date | None, note: str | None) -> View:
    return {
        "stage": stage.value,
        "status": status,
        "on": entered if status in ("done", "current") else None,
        "note": note if status == "current" else None,
    }
