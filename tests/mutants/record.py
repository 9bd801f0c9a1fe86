"""Which test runs which line: a record made by running the tests once under coverage.py.

It is made folder by folder, so that an interruption loses one folder; afterwards it is made again for changed
test files only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coverage import CoverageData
from coverage.exceptions import DataError

from tests.mutants import tree
from tests.mutants.plugin import FIXTURE
from tests.mutants.watch import tried_files, watched


@dataclass(frozen=True)
class PassingTest:
    """A test that passes."""

    name: str
    seconds: float
    fixtures: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file it is in."""
        return self.name.split("::")[0]


class Record:
    """What is known of the tests, stored in a folder."""

    def __init__(self, folder: Path) -> None:
        self._index = folder / "tests.json"
        self._lines = folder / "lines.coverage"
        self._digests: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self.tests: dict[str, PassingTest] = {}
        self.steady: set[str] = set()
        self._read: dict[str, dict[int, set[str]]] = {}
        with suppress(FileNotFoundError):
            self._load(json.loads(self._index.read_text("utf-8")))

    def _load(self, stored: dict[str, Any]) -> None:
        self._digests = stored["digests"]
        self._names = stored["names"]
        self.tests = {
            name: PassingTest(name, test["seconds"], tuple(test["fixtures"]))
            for name, test in stored["tests"].items()
        }
        self.steady = set(stored.get("steady", ()))

    def stale(self) -> dict[str, list[str]]:
        """The test files that are not recorded as they are now, by the folder they are in."""
        stale = defaultdict(list)
        for name in tried_files():
            if self._digests.get(name) != tree.digest([name]):
                stale[str(Path(name).parent)].append(name)
        return stale

    def watch(self, names: list[str], copy: Path) -> None:
        """Run these test files in a copy of the tree, and record what they run."""
        ends = watched(names, copy)
        self._merge(copy / ".coverage")
        gone = {name for file in names for name in self._names.get(file, [])}
        self.tests = {name: test for name, test in self.tests.items() if name not in gone}
        passed = {name: end for name, end in ends.items() if end["passed"]}
        self.steady -= gone
        self.tests |= {n: PassingTest(n, end["seconds"], tuple(end["fixtures"])) for n, end in passed.items()}
        self._names |= {file: [name for name in ends if name.split("::")[0] == file] for file in names}
        self._digests |= {name: tree.digest([name]) for name in names}
        self._save()

    def _merge(self, folder: Path) -> None:
        lines = CoverageData(str(self._lines))
        lines.read()
        for part in sorted(folder.glob("data.*")):
            recorded = CoverageData(str(part))
            if _is_whole(recorded):
                lines.update(recorded)
            recorded.close()
            part.unlink()
        lines.close()
        self._read.clear()

    def _save(self) -> None:
        content = {
            "digests": self._digests,
            "names": self._names,
            "tests": {name: asdict(test) for name, test in self.tests.items()},
            "steady": sorted(self.steady),
        }
        written = self._index.with_suffix(".new")
        written.write_text(json.dumps(content), "utf-8")
        written.replace(self._index)

    def judge(self, steady: Iterable[str], unsteady: Iterable[str]) -> None:
        """Remember which tests have passed once more, and use those no more that have not."""
        self.steady.update(steady)
        for name in unsteady:
            self.tests.pop(name, None)
        self._save()

    def others(self, chosen: list[PassingTest]) -> list[str]:
        """The tests in the same files that are known and not chosen."""
        run = {test.name for test in chosen}
        return [
            name for file in {test.file for test in chosen} for name in self._names[file] if name not in run
        ]

    def running(self, path: str, lines: Iterable[int] | None = None) -> set[PassingTest]:
        """The tests that run one of these lines of a file, or any of its lines but those run by an import."""
        by_line = self._contexts(path)
        contexts = {
            context for line in (by_line if lines is None else lines) for context in by_line.get(line, ())
        }
        return {test for context in contexts for test in self._of(context)}

    def _contexts(self, path: str) -> dict[int, set[str]]:
        if path not in self._read:
            self._read[path] = self._contexts_by_line(path)
        return self._read[path]

    def _contexts_by_line(self, path: str) -> dict[int, set[str]]:
        contexts_by_line: dict[int, set[str]] = defaultdict(set)
        data = CoverageData(str(self._lines))
        data.read()
        for file in data.measured_files():
            if file.endswith("/" + path):
                for line, contexts in data.contexts_by_lineno(file).items():
                    contexts_by_line[line].update(contexts)
        data.close()
        return contexts_by_line

    def _of(self, context: str) -> list[PassingTest]:
        if context.startswith(FIXTURE):
            name, _, where = context.removeprefix(FIXTURE).partition(" of ")
            tests = (test for test in self.tests.values() if name in test.fixtures)
            return [test for test in tests if test.name.startswith(where)]
        # A process that a test has started says in which phase of the test.
        for name in (context, context.rpartition(" ")[0]):
            if name in self.tests:
                return [self.tests[name]]
        return []


def _is_whole(part: CoverageData) -> bool:
    """Whether it can be read to its end: a process that was killed, or had no room, leaves less."""
    trial = CoverageData(no_disk=True)
    try:
        trial.update(part)
    except DataError:
        return False
    finally:
        trial.close()
    return True
