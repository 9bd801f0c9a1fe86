"""Which positions count: a position is bound to one commit and one sum, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class PositionKind(StrEnum):
    """What a state says of a circulated revision. `no reply` is the absence of a position."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    OBJECTION = "objection"
    NOT_INTERESTED = "not_interested"


class Signing(StrEnum):
    """How a state stands to the act at its adoption, or later by accession."""

    SIGNED = "signed"
    SPECIAL_OPINION = "special_opinion"
    RESERVATION = "reservation"
    NOT_SIGNED = "not_signed"
    ACCEDED = "acceded"


class DispositionKind(StrEnum):
    """The answer to a remark."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    REJECTED = "rejected"
    NOTED = "noted"


class NoReply(StrEnum):
    """The council's setting for a state that has not answered by the due date.

    `AGREED` is the silence procedure: off unless a council turns it on; every position it made shows it.
    """

    BLOCKS = "blocks"
    AGREED = "agreed"
    DOES_NOT_BLOCK = "does_not_block"


@dataclass(frozen=True, slots=True)
class GivenPosition:
    """A position as it was given: by which state, of what kind, on exactly which text."""

    state: str
    kind: PositionKind
    commit: str
    text_sum: str
    by_silence: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How the addressed states stand to one text: the latest position of each state that counts."""

    positions: Mapping[str, GivenPosition]
    missing: tuple[str, ...]
    objections: tuple[str, ...]


def counts(position: GivenPosition, commit: str, text_sum: str) -> bool:
    """A position counts only for the very commit and the very texts it was given on."""
    return position.commit == commit and position.text_sum == text_sum


def tally(given: Iterable[GivenPosition], addressed: Iterable[str], commit: str, text_sum: str) -> Tally:
    """Tally the positions, given in order of time, of the addressed states on one text.

    A later position of the same state replaces an earlier one; states that were not addressed are left out.
    """
    order = tuple(dict.fromkeys(addressed))
    latest = {p.state: p for p in given if p.state in order and counts(p, commit, text_sum)}
    return Tally(
        positions=latest,
        missing=tuple(state for state in order if state not in latest),
        objections=tuple(s for s in order if s in latest and latest[s].kind is PositionKind.OBJECTION),
    )


def blocking_silences(result: Tally, setting: NoReply) -> tuple[str, ...]:
    """The states whose missing reply stands in the way of `agreed` under the council's setting."""
    return result.missing if setting is not NoReply.DOES_NOT_BLOCK else ()
