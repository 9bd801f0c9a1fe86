"""What must hold before an action, and how it is refused where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused, StaleRevision
from cmia_docs.rules.guards import Facts, Guard, holds, require

# guard, facts under which it holds, facts under which it does not, the error, its code, and what it names.
CASES: list[tuple[Guard, dict[str, Any], dict[str, Any], type[Refused], str, dict[str, Any]]] = [
    (Guard.REASON, {"reason": "Срок"}, {"reason": " \n\t"}, Invalid, "reason.missing", {}),
    (Guard.TEXT_NOT_EMPTY, {"units": 1}, {"units": 0}, NotPossible, "text.empty", {}),
    (Guard.TEXT_SOUND, {"findings": 2, "translation_findings": 2},
     {"findings": 3, "translation_findings": 2}, NotPossible, "text.findings", {"count": 1}),
    (Guard.TEXT_COMPLETE, {"findings": 0}, {"findings": 2, "translation_findings": 2},
     NotPossible, "text.findings_at_adoption",
     {"count": 2}),
    (Guard.TEXT_AS_CIRCULATED, {"text_as_circulated": True}, {},
     NotPossible, "text.changed_since_circulation", {}),
    (Guard.TYPE_CIRCULATES, {"type_circulates": True}, {"type_circulates": False},
     NotPossible, "type.skips_circulation", {}),
    (Guard.TYPE_SKIPS_CIRCULATION, {"type_circulates": False}, {"type_circulates": True},
     NotPossible, "type.needs_circulation", {}),
    (Guard.DUE_AHEAD, {"due_ahead": True}, {}, Invalid, "due.not_ahead", {}),
    (Guard.STATES_ADDRESSED, {"addressed": ("BY",)}, {}, Invalid, "round.nobody_addressed", {}),
    (Guard.ROUND_COMPLETE, {"missing_replies": ("BY",), "due_passed": True},
     {"missing_replies": ("BY",)}, NotPossible, "round.replies_missing_and_due_ahead", {"states": ("BY",)}),
    (Guard.REMARKS_ANSWERED, {"open_remarks": 0}, {"open_remarks": 4},
     NotPossible, "remarks.without_disposition", {"count": 4}),
    (Guard.NO_OBJECTION, {}, {"objections": ("KZ", "KG")},
     NotPossible, "positions.objection_stands", {"states": ("KZ", "KG")}),
    (Guard.NO_REPLY_MISSING, {"missing_replies": ("BY",)}, {"blocking_silences": ("BY",)},
     NotPossible, "positions.reply_missing",
     {"states": ("BY",)}),
    (Guard.SESSION_NAMED, {"session_named": True}, {}, Invalid, "session.missing", {}),
    (Guard.NOTHING_PROPOSED, {}, {"proposed": True}, NotPossible, "adoption.already_proposed", {}),
    (Guard.SOMETHING_PROPOSED, {"proposed": True}, {}, NotPossible, "adoption.not_proposed", {}),
    (Guard.SECOND_PERSON, {}, {"proposed_by_actor": True}, NotAllowed, "adoption.same_person", {}),
    (Guard.CHAIRS_SESSION, {"chairs_session": True}, {}, NotAllowed, "adoption.other_chair", {}),
    (Guard.CHAIRS_OR_PREPARES, {"chairs_session": True}, {}, NotAllowed, "adoption.not_yours_to_cancel", {}),
    (Guard.CHAIRS_OR_PREPARES, {"prepares": True}, {}, NotAllowed, "adoption.not_yours_to_cancel", {}),
    (Guard.SAME_SUMS, {"same_sums": True}, {}, StaleRevision, "adoption.other_text", {}),
]  # fmt: skip


def test_every_guard_is_tried() -> None:
    assert {case[0] for case in CASES} == set(Guard)


@pytest.mark.parametrize(
    ("guard", "good", "bad", "error", "code", "named"), CASES, ids=[c[0].name for c in CASES]
)
def test_a_guard(
    guard: Guard,
    good: dict[str, Any],
    bad: dict[str, Any],
    error: type[Refused],
    code: str,
    named: dict[str, Any],
) -> None:
    assert holds(guard, Facts(**good))
    require((guard,), Facts(**good))

    with pytest.raises(error) as refused:
        require((guard,), Facts(**bad))

    assert (refused.value.code, refused.value.details) == (code, named)


def test_the_first_guard_that_does_not_hold_is_named() -> None:
    facts = Facts(open_remarks=1, objections=("BY",))

    with pytest.raises(NotPossible, match=r"remarks\.without_disposition"):
        require((Guard.TYPE_CIRCULATES, Guard.REMARKS_ANSWERED, Guard.NO_OBJECTION), facts)


def test_nothing_to_hold_is_held() -> None:
    require((), Facts())
