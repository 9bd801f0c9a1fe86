"""The record of which test runs which line is made of what each process has left."""

from __future__ import annotations

import sqlite3
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from coverage import CoverageData

from tests.mutants import record, tree
from tests.mutants.plugin import _forget_conditions
from tests.mutants.record import Record

FILE, TEST = "/copy/cmia_docs/rules/example.py", "tests/rules/test_example.py::test_it"


def left(file: Path, lines: list[int]) -> None:
    """What a process leaves that ran these lines for the test."""
    data = CoverageData(str(file))
    data.set_context(f"{TEST} (call)")
    data.add_lines({FILE: lines})
    data.close()


def test_a_process_that_was_killed_while_it_wrote_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watched(_names: list[str], copy: Path) -> dict[str, dict[str, Any]]:
        parts = copy / ".coverage"
        parts.mkdir()
        (parts / "data.1").write_bytes(b"half a fi")
        left(parts / "data.2", [9])
        with sqlite3.connect(parts / "data.2") as database:
            database.execute("UPDATE file SET path = x'00'")
        database.close()
        left(parts / "data.3", [3, 4])
        return {TEST: {"passed": True, "failed": False, "seconds": 0.1, "fixtures": []}}

    monkeypatch.setattr(record, "watched", watched)
    monkeypatch.setattr(tree, "digest", lambda names: " ".join(names))

    made = Record(tmp_path / "made")
    (tmp_path / "made").mkdir()
    (tmp_path / "copy").mkdir()
    made.watch(["tests/rules/test_example.py"], tmp_path / "copy")

    assert [test.name for test in made.running("cmia_docs/rules/example.py", [4])] == [TEST]
    assert made.running("cmia_docs/rules/example.py", [9]) == set()


def test_what_a_query_makes_once_is_made_by_each_test(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    module = ModuleType("cmia_docs.queries.example")

    @cache
    def condition() -> None:
        calls.append("made")

    condition.__module__ = module.__name__
    vars(module)["condition"] = condition
    monkeypatch.setitem(sys.modules, module.__name__, module)

    condition()
    condition()
    _forget_conditions()
    condition()

    assert calls == ["made", "made"]
