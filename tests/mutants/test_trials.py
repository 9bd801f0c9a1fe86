"""Trials in a small tree: what is killed, what survives, and that nothing is tried twice without need."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants import choice, tree
from tests.mutants.draw import Mutant, mutated, mutations
from tests.mutants.record import Record
from tests.mutants.run import Run
from tests.mutants.trial import Copy, _finished
from tests.mutants.verdicts import Verdict, Verdicts

PATH = "cmia_docs/rules/size.py"
CODE = """\
LIMIT = 5
SMALLEST = min(1, 2)
NAME = "a"


def small(number):
    return number < LIMIT


def unused(number):
    return number + 1


def endless(number):
    while number > 0:
        number -= 1
    return number
"""
TESTS = """\
import os

import pytest

from cmia_docs.rules import size


@pytest.fixture(scope="module")
def answer():
    return size.small(3)


def test_another():
    assert True


def test_limit():
    assert size.LIMIT == 5


def test_small(answer):
    assert answer


def test_endless():
    assert size.endless(2) == 0


@pytest.mark.parametrize("name", [size.NAME])
def test_named(name):
    assert name == "a"


def test_unsteady():
    size.unused(1)
    assert "MUTANTS_CHOICE" not in os.environ
"""
MORE = """\
from cmia_docs.rules import size


def test_not_smaller():
    assert not size.small(5)
"""
# Its fixture has the name of the other file's, and is another.
OTHER = """\
import pytest


@pytest.fixture
def answer():
    return 42


def test_other(answer):
    assert answer
"""
# Lines of mutants.
LIMIT = "LIMIT = 6"
IMPORTED = "SMALLEST = min(None, 2)"
NAMED = 'NAME = "A"'
SMALLER = "    return number <= LIMIT"
UNUSED = "    return number - 1"
COUNTED = "        number += 1"


@pytest.fixture
def small_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A tree of one module and its tests, in the place of ours."""
    root = tmp_path / "root"
    texts = {PATH: CODE, "tests/rules/test_size.py": TESTS, "tests/rules/test_other.py": OTHER}
    texts |= {f"{name}/__init__.py": "" for name in ("cmia_docs", "cmia_docs/rules", "tests", "tests/rules")}
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    shutil.copytree(
        tree.ROOT / "tests/mutants", root / "tests/mutants", ignore=shutil.ignore_patterns("test_*")
    )
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    monkeypatch.setattr(tree, "ROOT", root)
    _forget()
    yield root
    _forget()


def _forget() -> None:
    tree.files.cache_clear()
    choice._imports.cache_clear()


@pytest.fixture
def record(small_tree: Path, tmp_path: Path) -> Record:
    """A record of its tests."""
    made = Record(tmp_path)
    watch(made, tmp_path / "watched")
    return made


@pytest.fixture
def copies(small_tree: Path, tmp_path: Path) -> list[Copy]:
    """Two copies, for two at a time."""
    return [Copy(tmp_path / "one"), Copy(tmp_path / "two")]


def watch(record: Record, copy: Path) -> None:
    """Record what has changed."""
    tree.copy_to(copy)
    for names in record.stale().values():
        record.watch(names, copy)


def made(*faults: str) -> list[Mutant]:
    """The mutants that have these lines."""
    mutants = list(mutated(PATH, CODE, range(len(mutations(CODE)[1]))))
    return [mutant for fault in faults for mutant in mutants if fault in mutant.code.splitlines()]


def able(record: Record, fault: str) -> set[str]:
    """The tests that could tell of a fault."""
    return {test.name.split("::")[1] for test in choice.able(made(fault)[0], CODE, record)}


def outcomes(run: Run) -> dict[str, tuple[str, str | None]]:
    """What became of each mutant, by its line."""
    return {
        next(line for line in mutant.code.splitlines() if line not in CODE.splitlines()): (
            verdict.outcome,
            verdict.test and verdict.test.split("::")[1],
        )
        for mutant, verdict in run.verdicts()
    }


def test_the_record_knows_who_runs_a_line(record: Record, tmp_path: Path) -> None:
    lines = {line: able(record, line) for line in (SMALLER, UNUSED, COUNTED, LIMIT)}
    assert lines == {
        SMALLER: {"test_small"},
        UNUSED: {"test_unsteady"},
        COUNTED: {"test_endless"},
        LIMIT: {"test_another", "test_limit", "test_small", "test_endless", "test_named[a]", "test_unsteady"},
    }
    assert record.stale() == {}
    read = Record(tmp_path)
    assert (read.tests, read.stale()) == (record.tests, {})
    assert able(read, SMALLER) == lines[SMALLER]


def test_mutants_are_killed_or_survive_and_are_not_tried_again(
    record: Record, copies: list[Copy], tmp_path: Path
) -> None:
    run = Run(made(LIMIT, IMPORTED, NAMED, UNUSED, SMALLER), record, tmp_path / "verdicts.jsonl")
    run.finish(copies)
    # The unsteady test fails on the code as it is too, and so has killed nothing.
    assert outcomes(run) == {
        LIMIT: ("killed", "test_limit"),
        IMPORTED: ("killed", None),
        NAMED: ("killed", None),
        UNUSED: ("survived", None),
        SMALLER: ("survived", None),
    }
    again = Run(made(LIMIT, IMPORTED, NAMED, UNUSED, SMALLER), Record(tmp_path), tmp_path / "verdicts.jsonl")
    assert again.pending() == []
    assert outcomes(again) == outcomes(run)
    # Where a run was interrupted, the next one continues.
    larger = Run(made(LIMIT, COUNTED, UNUSED), Record(tmp_path), tmp_path / "verdicts.jsonl")
    assert larger.pending() == made(COUNTED)


def test_what_tests_change_is_tried_again(
    record: Record, copies: list[Copy], small_tree: Path, tmp_path: Path
) -> None:
    Run(made(LIMIT, SMALLER), record, tmp_path / "verdicts.jsonl").finish(copies)
    # A new test is asked about survivors only.
    run = changed(record, tmp_path / "second", small_tree / "tests/rules/test_more.py", MORE)
    assert run.pending() == made(SMALLER)
    run.finish([Copy(tmp_path / "three")])
    assert outcomes(run) == {LIMIT: ("killed", "test_limit"), SMALLER: ("killed", "test_not_smaller")}
    # A changed test has killed nothing yet; here another kills.
    weaker = TESTS.replace("LIMIT == 5", "LIMIT")
    run = changed(record, tmp_path / "third", small_tree / "tests/rules/test_size.py", weaker)
    assert run.pending() == made(LIMIT)
    run.finish([Copy(tmp_path / "four")])
    assert outcomes(run) == dict.fromkeys((LIMIT, SMALLER), ("killed", "test_not_smaller"))


def changed(record: Record, copy: Path, file: Path, text: str) -> Run:
    """The run of two mutants after a file of tests has changed."""
    file.write_text(text, "utf-8")
    _forget()
    assert record.stale() == {"tests/rules": [str(file.relative_to(tree.ROOT))]}
    watch(record, copy)
    return Run(made(LIMIT, SMALLER), record, copy.parent / "verdicts.jsonl")


def test_a_copy_is_as_it_was_after_a_trial(record: Record, copies: list[Copy]) -> None:
    copies[0].attempt(made(LIMIT)[0], list(record.tests.values()), record)
    assert (copies[0].tree / PATH).read_text("utf-8") == CODE


def test_what_does_not_end_is_ended(tmp_path: Path) -> None:
    assert _finished([sys.executable, "-c", "while True: pass"], tmp_path, {}, 0.1) is None
    assert _finished([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, {}, 60) == 3


def test_half_a_line_is_no_verdict(tmp_path: Path) -> None:
    first, second = (Verdict(name, "killed", None, 1, 1, "now") for name in ("a#1", "a#2"))
    verdicts = Verdicts(tmp_path / "kept")
    verdicts.add(first)
    verdicts.add(second)
    text = (tmp_path / "kept").read_text("utf-8")
    (tmp_path / "kept").write_text(text[:-5], "utf-8")
    read = Verdicts(tmp_path / "kept")
    assert (read.of("a#1", {"now"}), read.of("a#2", {"now"})) == (first, None)
    assert read.of("a#1", {"later"}) is None
    read.add(second)
    assert Verdicts(tmp_path / "kept").of("a#2", {"now"}) == second
