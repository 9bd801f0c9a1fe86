"""A mutant is tried with the tests that can tell."""

from __future__ import annotations

import pytest

from tests.mutants.choice import statement, within
from tests.mutants.record import PassingTest

CODE = """\
TABLE = (
    1,
)


def f(a, b=1):
    if (
        a
    ):
        b = g(
            a,
        )
    return b
"""


@pytest.mark.parametrize(
    ("line", "lines", "in_function"),
    [
        (2, range(1, 4), False),
        (6, range(6, 7), False),
        (8, range(7, 10), True),
        (11, range(10, 13), True),
        (13, range(13, 14), True),
    ],
)
def test_a_line_belongs_to_its_smallest_statement(line: int, lines: range, in_function: bool) -> None:
    assert statement(CODE, line, line) == (lines, in_function)


def test_tests_are_chosen_while_they_fit_and_those_of_a_file_run_together() -> None:
    tests = [PassingTest(name, 2.0, ()) for name in ("a.py::1", "b.py::1", "a.py::2", "c.py::1")]
    assert [test.name for test in within(tests, 6.0)] == ["a.py::1", "a.py::2", "b.py::1"]
    assert [test.name for test in within(tests, 1.0)] == ["a.py::1"]
    slow = [PassingTest("a.py::1", 2.0, ()), PassingTest("a.py::2", 9.0, ()), PassingTest("b.py::1", 3.0, ())]
    assert [test.name for test in within(slow, 6.0)] == ["a.py::1", "b.py::1"]
    assert within([], 1.0) == []
