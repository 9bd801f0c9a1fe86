"""Which tests a mutant is tried with: those that run its line, nearest and quickest first."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.mutants import tree
from tests.mutants.draw import Mutant
from tests.mutants.record import PassingTest, Record

# Where more tests than fit run the line (half the suite may), the rest are not asked. A mutant that only they
# would have noticed counts as survived: the figure may be too low, never too high.
SECONDS = 60.0


def able(mutant: Mutant, right: str, record: Record) -> list[PassingTest]:
    """All tests that could tell, in the order in which they are asked."""
    lines, in_function = statement(right, mutant.first, mutant.last)
    tests = record.running(mutant.path, lines) if in_function else _using(mutant.path, record)
    return sorted(tests, key=lambda test: (-_nearness(mutant.path, test.file), test.seconds, test.name))


def within(tests: list[PassingTest], seconds: float = SECONDS) -> list[PassingTest]:
    """As many as fit, in their order, the first of them at least; what does not fit is passed over."""
    chosen: list[PassingTest] = []
    left = seconds
    for test in tests:
        if test.seconds <= left or not chosen:
            chosen.append(test)
            left -= test.seconds
    return sorted(chosen, key=lambda test: _first_of_file(chosen, test))


def _first_of_file(chosen: list[PassingTest], test: PassingTest) -> int:
    """Tests of a file stay together, since they share what is made once for a file."""
    return next(number for number, one in enumerate(chosen) if one.file == test.file)


def statement(code: str, first: int, last: int) -> tuple[range, bool]:
    """The lines of the smallest statement around these, and whether a call runs it, not an import."""
    around = [
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.stmt) and node.lineno <= first and last <= (node.end_lineno or 0)
    ]
    if not around:
        return range(first, last + 1), False
    smallest = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    functions = [node for node in around if isinstance(node, ast.FunctionDef) and node is not smallest]
    return _head_or_all(smallest, last), bool(functions)


def _head_or_all(node: ast.stmt, last: int) -> range:
    """Of an `if`, `for`, `with` ..., only the head, where that is what is meant."""
    body: list[ast.stmt] = getattr(node, "body", [])
    end = body[0].lineno if body and last < body[0].lineno else (node.end_lineno or last) + 1
    return range(node.lineno, end)


def _using(path: str, record: Record) -> set[PassingTest]:
    """What an import makes, such as a table, is tested by who uses the module or one that imports it."""
    module = _module(path)
    importing = [file for file in tree.files() if file.endswith(".py") and module in _imports(file)]
    inside = {test for file in (path, *importing) for test in record.running(file)}
    return inside | {test for test in record.tests.values() if test.file in importing}


def _module(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports(file: str) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse((tree.ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def _nearness(path: str, test_file: str) -> int:
    """How many folders the two share, and one more where the file's word is in the test's name."""
    ours, theirs = Path(path).parts[1:-1], Path(test_file).parts[1:-1]
    shared = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), len(ours))
    return min(shared, len(theirs)) + (Path(path).stem in Path(test_file).stem)
