"""What kinds of positions, signatures and answers mean, each in one table, and which positions count.

A position is bound to one commit and one sum, and to nothing else (ADR 008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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
class PositionRule:
    """What a kind of position means, for the rules of procedure."""

    blocks: bool = False
    """Stands in the way of `agreed` as long as it is the state's latest one on this text."""
    needs_grounds: bool = False
    """Is given with a note that says why."""
    signs: bool = False
    """The state is expected to sign at adoption."""


@dataclass(frozen=True, slots=True)
class SigningRule:
    """What a way of signing means, for the rules of procedure."""

    signs: bool = True
    at_adoption: bool = True
    """Can be chosen when the adoption is proposed."""
    needs_text: bool = False
    """Is given with a text of the state's own, which goes into the register."""
    needs_articles: bool = False
    """Names the articles that it is about."""


@dataclass(frozen=True, slots=True)
class DispositionRule:
    """What an answer to a remark needs."""

    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class NoReplyRule:
    """What a missing reply means under a council's setting."""

    blocks: bool
    """Stands in the way of `agreed`."""
    becomes: PositionKind | None = None
    """The position that is recorded when the round is closed, shown for ever as made by silence."""


POSITION_RULES: Mapping[PositionKind, PositionRule] = MappingProxyType(
    {
        PositionKind.AGREED: PositionRule(signs=True),
        PositionKind.AGREED_WITH_REMARKS: PositionRule(signs=True),
        PositionKind.OBJECTION: PositionRule(blocks=True, needs_grounds=True),
        PositionKind.NOT_INTERESTED: PositionRule(),
    }
)
SIGNING_RULES: Mapping[Signing, SigningRule] = MappingProxyType(
    {
        Signing.SIGNED: SigningRule(),
        Signing.SPECIAL_OPINION: SigningRule(needs_text=True),
        Signing.RESERVATION: SigningRule(needs_text=True, needs_articles=True),
        Signing.NOT_SIGNED: SigningRule(signs=False),
        Signing.ACCEDED: SigningRule(at_adoption=False),
    }
)
DISPOSITION_RULES: Mapping[DispositionKind, DispositionRule] = MappingProxyType(
    {
        DispositionKind.ACCEPTED: DispositionRule(),
        DispositionKind.PARTLY_ACCEPTED: DispositionRule(needs_reason=True),
        DispositionKind.REJECTED: DispositionRule(needs_reason=True),
        DispositionKind.NOTED: DispositionRule(),
    }
)
NO_REPLY_RULES: Mapping[NoReply, NoReplyRule] = MappingProxyType(
    {
        NoReply.BLOCKS: NoReplyRule(blocks=True),
        NoReply.AGREED: NoReplyRule(blocks=True, becomes=PositionKind.AGREED),
        NoReply.DOES_NOT_BLOCK: NoReplyRule(blocks=False),
    }
)

BLOCKING = tuple(kind for kind, rule in POSITION_RULES.items() if rule.blocks)
"""The positions that stand in the way of `agreed`; conditions in SQL are made of them."""
AT_ADOPTION = tuple(signing for signing, rule in SIGNING_RULES.items() if rule.at_adoption)
WITH_OWN_TEXT = tuple(signing for signing, rule in SIGNING_RULES.items() if rule.needs_text)


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
        objections=tuple(s for s in order if s in latest and latest[s].kind in BLOCKING),
    )


def blocking_silences(result: Tally, setting: NoReply) -> tuple[str, ...]:
    """The states whose missing reply stands in the way of `agreed` under the council's setting."""
    return result.missing if NO_REPLY_RULES[setting].blocks else ()
