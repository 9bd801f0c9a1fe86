"""The report counts rightly, and hides nothing."""

from __future__ import annotations

import pytest

from tests.mutants.draw import Mutant
from tests.mutants.report import Count, are_met, count, report
from tests.mutants.verdicts import Verdict


def ended(floor: str, **ends: int) -> list[tuple[Mutant, Verdict]]:
    """So many mutants of a floor with each end."""
    outcomes = [outcome for outcome, times in ends.items() for _ in range(times)]
    return [
        (
            Mutant(f"cmia_docs/{floor}/a.py", number, 1, 1, f"a = {number}\n"),
            Verdict(f"cmia_docs/{floor}/a.py#{number}", outcome, None, 3, 9, ""),
        )
        for number, outcome in enumerate(outcomes)
    ]


def test_each_floor_is_counted() -> None:
    ends = ended("rules", killed=3, survived=1) + ended("text", killed=15, timeout=2, survived=3)
    assert count(ends, "rules") == Count(killed=3, survived=1, timeouts=0)
    assert count(ends, "text") == Count(killed=15, survived=3, timeouts=2)
    assert count(ends, "rules", "text").drawn == 24
    assert count(ends, "text").percent == 85.0
    assert count(ends, "rules").percent == 75.0


@pytest.mark.parametrize(
    ("survivors", "met"),
    [
        ({"text": 5, "queries": 10}, True),
        ({"text": 6, "queries": 10}, False),
        ({"rules": 5, "actions": 11}, False),
    ],
)
def test_the_aims_are_95_per_cent_below_and_90_above(survivors: dict[str, int], met: bool) -> None:
    ends = [
        end
        for pair in (("rules", "text"), ("actions", "queries"))
        for floor in pair
        for end in ended(floor, survived=survivors.get(floor, 0), killed=50 - survivors.get(floor, 0))
    ]
    assert are_met(ends) is met


def test_the_report_shows_what_was_not_killed_and_the_figures() -> None:
    ends = ended("rules", killed=1, survived=1) + ended("queries", timeout=1)
    rights = {f"cmia_docs/{floor}/a.py": "a = right\n" for floor in ("rules", "queries")}
    assert report(ends, rights).splitlines() == [
        "timeout: cmia_docs/queries/a.py#0 (asked: 3 of 9 tests)",
        "--- cmia_docs/queries/a.py",
        "+++ cmia_docs/queries/a.py#0",
        "@@ -1 +1 @@",
        "-a = right",
        "+a = 0",
        "",
        "survived: cmia_docs/rules/a.py#1 (asked: 3 of 9 tests)",
        "--- cmia_docs/rules/a.py",
        "+++ cmia_docs/rules/a.py#1",
        "@@ -1 +1 @@",
        "-a = right",
        "+a = 1",
        "",
        "floor        drawn  killed  survived  timeouts   noticed",
        "rules            2       1         1         0    50.0 %",
        "text             0       0         0         0   100.0 %",
        "actions          0       0         0         0   100.0 %",
        "queries          1       0         0         1   100.0 %",
        "",
        "rules and text: 50.0 % noticed, the aim of 95 % is NOT met",
        "actions and queries: 100.0 % noticed, the aim of 90 % is met",
    ]
