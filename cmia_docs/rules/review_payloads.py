"""What the events of the check, of circulation, remarks and agreement say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cmia_docs.rules.payload import ActionPayload
from cmia_docs.rules.positions import DispositionKind, PositionKind
from cmia_docs.rules.workflow import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(ActionPayload):
    """Nothing beside the event's columns."""

    kind = Action.SUBMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(ActionPayload):
    """The secretariat gives a draft back."""

    kind = Action.RETURN
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(ActionPayload):
    """A round: the text that was sent, and the states that it was sent to."""

    kind = Action.CIRCULATE
    number: int
    commit: str
    text_sum: str
    states: tuple[str, ...]
    due_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(ActionPayload):
    """A later due date of a round."""

    kind = Action.EXTEND
    round_id: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionGiven(ActionPayload):
    """The position of the state in whose name the event is, on one text.

    `by_letter`: the secretariat entered it from a letter. `by_silence`: the silence procedure made it.
    """

    kind = Action.GIVE_POSITION
    round_id: int
    commit: str
    text_sum: str
    position: PositionKind
    note: str
    by_letter: bool
    by_silence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundClosed(ActionPayload):
    """A round has ended."""

    kind = Action.CLOSE_ROUND
    round_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked(ActionPayload):
    """A remark; with `wording` a proposal. An empty `unit_id` stands for the whole text."""

    kind = Action.REMARK
    round_id: int | None
    unit_id: str
    language: str
    body: str
    wording: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkWithdrawn(ActionPayload):
    """A remark is taken back."""

    kind = Action.WITHDRAW_REMARK
    remark_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed(ActionPayload):
    """The answer to a remark."""

    kind = Action.DISPOSE
    remark_id: int
    disposition: DispositionKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(ActionPayload):
    """The text that was agreed."""

    kind = Action.AGREE
    commit: str
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(ActionPayload):
    """The text that was agreed without circulation."""

    kind = Action.ACCEPT
    commit: str
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(ActionPayload):
    """Work on the text goes on."""

    kind = Action.REOPEN
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(ActionPayload):
    """The document is given up."""

    kind = Action.WITHDRAW
    reason: str
