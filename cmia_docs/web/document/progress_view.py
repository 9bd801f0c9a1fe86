"""The stages of a document with the one it is in, from the actions that moved it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from cmia_docs.models import Event
from cmia_docs.rules.adoption_payloads import Deferred
from cmia_docs.rules.review_payloads import Circulated, Reopened, Returned, Withdrawn
from cmia_docs.rules.workflow import WAY, Action, Stage
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import day_of
from cmia_docs.web.shared.labels import action_words

_ONLY_CIRCULATED = (Stage.CIRCULATED, Stage.CONSOLIDATION)
_BACKWARDS: Mapping[str, type[Returned | Reopened | Deferred]] = {
    payload.kind: payload for payload in (Returned, Reopened, Deferred)
}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a document. `status`: done, current, todo or skipped; `on`: when it was entered."""

    stage: str
    status: str
    on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Stopped:
    """When and why a document was withdrawn."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """Who sent a document back to an earlier stage, when and why."""

    who: str
    what: str
    on: date
    reason: str


def way_of(moves: Sequence[Event], circulates: bool, known: Collection[int]) -> list[Step]:
    """The steps for `progress_strip`: each stage with when it was entered last, exactly one of them current.

    A stage that was passed over, or that acts of this type never enter, is `skipped`. The current step of a
    withdrawn document is where it was stopped; a document that a later act has amended or ended has a last
    step for that. `known` are the ids of the moves of which the person may know the date.
    """
    here = _current(moves)
    way = WAY if here in WAY else (*WAY, here)
    entered = {
        Stage(move.stage): day_of(move.at) if move.id in known else None
        for move in moves
        if move.stage in set(Stage)
    }
    round_ = _round_of(moves, known)
    current = way.index(here)
    return [
        _step(
            stage,
            _status(index, current, stage in entered, circulates or stage not in _ONLY_CIRCULATED),
            entered.get(stage),
            round_ if stage is Stage.CIRCULATED else None,
        )
        for index, stage in enumerate(way)
    ]


def stopped_at(moves: Sequence[Event]) -> Stopped | None:
    """When and why the document was withdrawn; None for one that was not."""
    last = moves[-1]
    if last.kind != Action.WITHDRAW:
        return None
    return Stopped(day_of(last.at), Withdrawn.from_json(last.data).reason)


def sent_back(moves: Sequence[Event], known: Collection[int]) -> SentBack | None:
    """Who sent the document back last, when and why, while nothing has moved it since."""
    last = moves[-1]
    if last.kind not in _BACKWARDS or last.id not in known:
        return None
    reason = _BACKWARDS[last.kind].from_json(last.data).reason
    return SentBack(actor_label(last), action_words(last.kind), day_of(last.at), reason)


def _current(moves: Sequence[Event]) -> Stage:
    *before, last = moves
    return Stage(before[-1].stage if last.kind == Action.WITHDRAW else last.stage)


def _status(index: int, current: int, was_entered: bool, is_on_the_way: bool) -> str:
    if index == current:
        return "current"
    if index < current:
        return "done" if was_entered else "skipped"
    return "todo" if is_on_the_way else "skipped"


def _round_of(moves: Sequence[Event], known: Collection[int]) -> str | None:
    """The number of the last round, for those to whom it was sent."""
    rounds = [move for move in moves if move.kind == Action.CIRCULATE]
    if not rounds or rounds[-1].id not in known:
        return None
    return str(_("Round %(number)s", number=Circulated.from_json(rounds[-1].data).number))


def _step(stage: Stage, status: str, entered: date | None, note: str | None) -> Step:
    return Step(
        stage.value,
        status,
        entered if status in ("done", "current") else None,
        note if status == "current" else None,
    )
