"""Conditions of actions: named guards on plain facts, so that each refusal can be explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused, StaleRevision


class Guard(StrEnum):
    """A condition. Its value is the reason code of the refusal."""

    REASON = "reason.missing"
    TEXT_NOT_EMPTY = "text.empty"
    TEXT_SOUND = "text.findings"
    TEXT_COMPLETE = "text.findings_at_adoption"
    TEXT_AS_CIRCULATED = "text.changed_since_circulation"
    TYPE_CIRCULATES = "type.skips_circulation"
    TYPE_SKIPS_CIRCULATION = "type.needs_circulation"
    DUE_AHEAD = "due.not_ahead"
    STATES_ADDRESSED = "round.nobody_addressed"
    ROUND_COMPLETE = "round.replies_missing_and_due_ahead"
    REMARKS_ANSWERED = "remarks.without_disposition"
    NO_OBJECTION = "positions.objection_stands"
    NO_REPLY_MISSING = "positions.reply_missing"
    SESSION_NAMED = "session.missing"
    NOTHING_PROPOSED = "adoption.already_proposed"
    SOMETHING_PROPOSED = "adoption.not_proposed"
    SECOND_PERSON = "adoption.same_person"
    CHAIRS_SESSION = "adoption.other_chair"
    CHAIRS_OR_PREPARES = "adoption.not_yours_to_cancel"
    SAME_SUMS = "adoption.other_text"


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
    details: Mapping[str, object] = field(default_factory=dict)


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
_ERRORS: Mapping[Guard, type[Refused]] = {
    Guard.REASON: Invalid,
    Guard.DUE_AHEAD: Invalid,
    Guard.STATES_ADDRESSED: Invalid,
    Guard.SESSION_NAMED: Invalid,
    Guard.SECOND_PERSON: NotAllowed,
    Guard.CHAIRS_SESSION: NotAllowed,
    Guard.CHAIRS_OR_PREPARES: NotAllowed,
    Guard.SAME_SUMS: StaleRevision,
}


def holds(guard: Guard, facts: Facts) -> bool:
    """Whether the condition is met."""
    return _HOLDS[guard](facts)


def require(guards: tuple[Guard, ...], facts: Facts) -> None:
    """Raise for the first guard that does not hold, with the facts that explain it."""
    for guard in guards:
        if not holds(guard, facts):
            raise _ERRORS.get(guard, NotPossible)(guard.value, **_explanation(guard, facts))


def _explanation(guard: Guard, facts: Facts) -> dict[str, object]:
    named: dict[Guard, dict[str, object]] = {
        Guard.TEXT_SOUND: {"count": facts.findings - facts.translation_findings},
        Guard.TEXT_COMPLETE: {"count": facts.findings},
        Guard.ROUND_COMPLETE: {"states": facts.missing_replies},
        Guard.REMARKS_ANSWERED: {"count": facts.open_remarks},
        Guard.NO_OBJECTION: {"states": facts.objections},
        Guard.NO_REPLY_MISSING: {"states": facts.blocking_silences},
    }
    return named.get(guard, {}) | dict(facts.details)
