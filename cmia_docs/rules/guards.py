"""Conditions of actions: named guards on plain facts, so that each refusal can be explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused, StaleRevision
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import (
    PositionsObjectionStands,
    PositionsReplyMissing,
    RemarksWithoutDisposition,
    RoundRepliesMissingAndDueAhead,
    TextFindings,
    TextFindingsAtAdoption,
)


class Guard(Enum):
    """A condition. `require` refuses where it does not hold."""

    REASON = auto()
    TEXT_NOT_EMPTY = auto()
    TEXT_SOUND = auto()
    TEXT_COMPLETE = auto()
    TEXT_AS_CIRCULATED = auto()
    TYPE_CIRCULATES = auto()
    TYPE_SKIPS_CIRCULATION = auto()
    DUE_AHEAD = auto()
    STATES_ADDRESSED = auto()
    ROUND_COMPLETE = auto()
    REMARKS_ANSWERED = auto()
    NO_OBJECTION = auto()
    NO_REPLY_MISSING = auto()
    SESSION_NAMED = auto()
    NOTHING_PROPOSED = auto()
    SOMETHING_PROPOSED = auto()
    SECOND_PERSON = auto()
    CHAIRS_SESSION = auto()
    CHAIRS_OR_PREPARES = auto()
    SAME_SUMS = auto()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards check. The caller collects counts and names in its transaction.

    `findings` is the number of blocking findings of the text; `translation_findings` the number of those that
    only say that a language version is not up to date: circulation allows them, adoption does not.
    """

    reason: str = ""
    units: int = 0
    findings: int = 0
    translation_findings: int = 0
    type_circulates: bool = True
    due_ahead: bool = False
    addressed: tuple[str, ...] = ()
    missing_replies: tuple[str, ...] = ()
    due_passed: bool = False
    open_remarks: int = 0
    objections: tuple[str, ...] = ()
    blocking_silences: tuple[str, ...] = ()
    text_as_circulated: bool = False
    session_named: bool = False
    proposed: bool = False
    proposed_by_actor: bool = False
    chairs_session: bool = False
    prepares: bool = False
    same_sums: bool = False


_HOLDS: Mapping[Guard, Callable[[Facts], bool]] = {
    Guard.REASON: lambda f: bool(f.reason.strip()),
    Guard.TEXT_NOT_EMPTY: lambda f: f.units > 0,
    Guard.TEXT_SOUND: lambda f: f.findings == f.translation_findings,
    Guard.TEXT_COMPLETE: lambda f: f.findings == 0,
    Guard.TEXT_AS_CIRCULATED: lambda f: f.text_as_circulated,
    Guard.TYPE_CIRCULATES: lambda f: f.type_circulates,
    Guard.TYPE_SKIPS_CIRCULATION: lambda f: not f.type_circulates,
    Guard.DUE_AHEAD: lambda f: f.due_ahead,
    Guard.STATES_ADDRESSED: lambda f: bool(f.addressed),
    Guard.ROUND_COMPLETE: lambda f: f.due_passed or not f.missing_replies,
    Guard.REMARKS_ANSWERED: lambda f: f.open_remarks == 0,
    Guard.NO_OBJECTION: lambda f: not f.objections,
    Guard.NO_REPLY_MISSING: lambda f: not f.blocking_silences,
    Guard.SESSION_NAMED: lambda f: f.session_named,
    Guard.NOTHING_PROPOSED: lambda f: not f.proposed,
    Guard.SOMETHING_PROPOSED: lambda f: f.proposed,
    Guard.SECOND_PERSON: lambda f: not f.proposed_by_actor,
    Guard.CHAIRS_SESSION: lambda f: f.chairs_session,
    Guard.CHAIRS_OR_PREPARES: lambda f: f.chairs_session or f.prepares,
    Guard.SAME_SUMS: lambda f: f.same_sums,
}

# 422 where the user can correct the form; 403 where another person has to act; 409 for another text or stage.
_REFUSALS: Mapping[Guard, Callable[[Facts], Refused]] = {
    Guard.REASON: lambda _: Invalid(Reason.REASON_MISSING),
    Guard.TEXT_NOT_EMPTY: lambda _: NotPossible(Reason.TEXT_EMPTY),
    Guard.TEXT_SOUND: lambda f: NotPossible(TextFindings(f.findings - f.translation_findings)),
    Guard.TEXT_COMPLETE: lambda f: NotPossible(TextFindingsAtAdoption(f.findings)),
    Guard.TEXT_AS_CIRCULATED: lambda _: NotPossible(Reason.TEXT_CHANGED_SINCE_CIRCULATION),
    Guard.TYPE_CIRCULATES: lambda _: NotPossible(Reason.TYPE_SKIPS_CIRCULATION),
    Guard.TYPE_SKIPS_CIRCULATION: lambda _: NotPossible(Reason.TYPE_NEEDS_CIRCULATION),
    Guard.DUE_AHEAD: lambda _: Invalid(Reason.DUE_NOT_AHEAD),
    Guard.STATES_ADDRESSED: lambda _: Invalid(Reason.ROUND_NOBODY_ADDRESSED),
    Guard.ROUND_COMPLETE: lambda f: NotPossible(RoundRepliesMissingAndDueAhead(f.missing_replies)),
    Guard.REMARKS_ANSWERED: lambda f: NotPossible(RemarksWithoutDisposition(f.open_remarks)),
    Guard.NO_OBJECTION: lambda f: NotPossible(PositionsObjectionStands(f.objections)),
    Guard.NO_REPLY_MISSING: lambda f: NotPossible(PositionsReplyMissing(f.blocking_silences)),
    Guard.SESSION_NAMED: lambda _: Invalid(Reason.SESSION_MISSING),
    Guard.NOTHING_PROPOSED: lambda _: NotPossible(Reason.ADOPTION_ALREADY_PROPOSED),
    Guard.SOMETHING_PROPOSED: lambda _: NotPossible(Reason.ADOPTION_NOT_PROPOSED),
    Guard.SECOND_PERSON: lambda _: NotAllowed(Reason.ADOPTION_SAME_PERSON),
    Guard.CHAIRS_SESSION: lambda _: NotAllowed(Reason.ADOPTION_OTHER_CHAIR),
    Guard.CHAIRS_OR_PREPARES: lambda _: NotAllowed(Reason.ADOPTION_NOT_YOURS_TO_CANCEL),
    Guard.SAME_SUMS: lambda _: StaleRevision(Reason.ADOPTION_OTHER_TEXT),
}


def holds(guard: Guard, facts: Facts) -> bool:
    """Whether the condition is met."""
    return _HOLDS[guard](facts)


def require(guards: tuple[Guard, ...], facts: Facts) -> None:
    """Raise for the first guard that does not hold, with the facts that explain it."""
    for guard in guards:
        if not holds(guard, facts):
            raise _REFUSALS[guard](facts)
