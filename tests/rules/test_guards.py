"""What must hold before an act, and how it is refused where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused, StaleRevision
from cmia_docs.rules.guards import Facts, Guard, holds, require

# guard, facts under which it holds, facts under which it does not, the error, and what the error names.
CASES: list[tuple[Guard, dict[str, Any], dict[str, Any], type[Refused], dict[str, Any]]] = [
    (Guard.REASON, {"reason": "Срок"}, {"reason": " \n\t"}, Invalid, {}),
    (Guard.TEXT_NOT_EMPTY, {"units": 1}, {"units": 0}, NotPossible, {}),
    (Guard.TEXT_SOUND, {"findings": 2, "translation_findings": 2},
     {"findings": 3, "translation_findings": 2}, NotPossible, {"count": 1}),
    (Guard.TEXT_COMPLETE, {"findings": 0}, {"findings": 2, "translation_findings": 2}, NotPossible,
     {"count": 2}),
    (Guard.TEXT_AS_CIRCULATED, {"text_as_circulated": True}, {}, NotPossible, {}),
    (Guard.TYPE_CIRCULATES, {"type_circulates": True}, {"type_circulates": False}, NotPossible, {}),
    (Guard.TYPE_SKIPS_CIRCULATION, {"type_circulates": False}, {"type_circulates": True}, NotPossible, {}),
    (Guard.DUE_AHEAD, {"due_ahead": True}, {}, Invalid, {}),
    (Guard.STATES_ADDRESSED, {"addressed": ("BY",)}, {}, Invalid, {}),
    (Guard.ROUND_COMPLETE, {"missing_replies": ("BY",), "due_passed": True},
     {"missing_replies": ("BY",)}, NotPossible, {"states": ("BY",)}),
    (Guard.REMARKS_ANSWERED, {"open_remarks": 0}, {"open_remarks": 4}, NotPossible, {"count": 4}),
    (Guard.NO_OBJECTION, {}, {"objections": ("KZ", "KG")}, NotPossible, {"states": ("KZ", "KG")}),
    (Guard.NO_REPLY_MISSING, {"missing_replies": ("BY",)}, {"blocking_silences": ("BY",)}, NotPossible,
     {"states": ("BY",)}),
    (Guard.SESSION_NAMED, {"session_named": True}, {}, Invalid, {}),
    (Guard.NOTHING_PROPOSED, {}, {"proposed": True}, NotPossible, {}),
    (Guard.SOMETHING_PROPOSED, {"proposed": True}, {}, NotPossible, {}),
    (Guard.SECOND_PERSON, {}, {"proposed_by_actor": True}, NotAllowed, {}),
    (Guard.CHAIRS_SESSION, {"chairs_session": True}, {}, NotAllowed, {}),
    (Guard.CHAIRS_OR_PREPARES, {"chairs_session": True}, {}, NotAllowed, {}),
    (Guard.CHAIRS_OR_PREPARES, {"prepares": True}, {}, NotAllowed, {}),
    (Guard.SAME_SUMS, {"same_sums": True}, {}, StaleRevision, {}),
]  # fmt: skip


def test_every_guard_is_tried() -> None:
    assert {case[0] for case in CASES} == set(Guard)


@pytest.mark.parametrize(("guard", "good", "bad", "error", "named"), CASES, ids=[c[0].name for c in CASES])
def test_a_guard(
    guard: Guard, good: dict[str, Any], bad: dict[str, Any], error: type[Refused], named: dict[str, Any]
) -> None:
    assert holds(guard, Facts(**good))
    require((guard,), Facts(**good))

    with pytest.raises(error) as refused:
        require((guard,), Facts(**bad))

    assert (refused.value.reason, refused.value.details) == (guard.value, named)


def test_the_first_guard_that_does_not_hold_is_named() -> None:
    facts = Facts(open_remarks=1, objections=("BY",))

    with pytest.raises(NotPossible, match=r"remarks\.without_disposition"):
        require((Guard.TYPE_CIRCULATES, Guard.REMARKS_ANSWERED, Guard.NO_OBJECTION), facts)


def test_nothing_to_hold_is_held() -> None:
    require((), Facts())
