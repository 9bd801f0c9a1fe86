"""A copy of the tree, in which one mutant after the other is tried."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import tree
from tests.mutants.draw import Mutant
from tests.mutants.record import PassingTest, Record

_PASSED = (0, 5)  # all passed; there were none
_MEMORY = 8 << 30
_COMMAND = (
    *(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--tb=no",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.mutants.plugin",
    ),
    # The same examples every time.
    *("--hypothesis-seed=0", "-o", "addopts="),
)


@dataclass(frozen=True)
class End:
    """How a run ended: killed, survived or timeout; the first test that failed, where it was a test."""

    outcome: str
    test: str | None = None


class Copy:
    """A copy of the tree with a folder for temporary files."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        self._temporary = folder / "tmp"
        tree.copy_to(self.tree)

    def attempt(self, mutant: Mutant, tests: list[PassingTest], record: Record) -> End:
        """Try a mutant with these tests, until one fails."""
        if not tests:
            return End("survived")
        with self._changed(mutant):
            code, ends = self._run(tests, record, "--exitfirst")
        if code is None:
            return End("timeout")
        failed = [name for name, end in ends.items() if end["failed"]]
        return End("survived") if code in _PASSED else End("killed", next(iter(failed), None))

    def failing(self, tests: list[PassingTest], record: Record) -> list[str]:
        """Those of these tests that fail on the code as it is."""
        code, ends = self._run(tests, record)
        if code is None or not ends:
            raise RuntimeError("The tests that have killed do not come to an end without a mutant.")
        return [test.name for test in tests if not ends.get(test.name, {"passed": False})["passed"]]

    @contextmanager
    def _changed(self, mutant: Mutant) -> Iterator[None]:
        file = self.tree / mutant.path
        file.write_text(mutant.code, "utf-8")
        try:
            yield
        finally:
            shutil.copy2(tree.ROOT / mutant.path, file)

    def _run(
        self, tests: list[PassingTest], record: Record, *options: str
    ) -> tuple[int | None, dict[str, dict[str, bool]]]:
        """The code that pytest ended with, or None where it took too long, and how each test ended."""
        choice, ends = self.tree / ".choice.json", self.tree / ".ends.json"
        run = {"run": [test.name for test in tests], "leave": record.others(tests)}
        choice.write_text(json.dumps(run), "utf-8")
        ends.write_text("{}", "utf-8")
        environment = (
            os.environ | self._settings() | {"MUTANTS_CHOICE": str(choice), "MUTANTS_ENDS": str(ends)}
        )
        command = [*_COMMAND, *options, *dict.fromkeys(test.file for test in tests)]
        limit = 60 + 5 * sum(test.seconds for test in tests)
        self._temporary.mkdir()
        code = _finished(command, self.tree, environment, limit)
        shutil.rmtree(self._temporary, ignore_errors=True)
        return code, json.loads(ends.read_text("utf-8"))

    def _settings(self) -> dict[str, str]:
        return {
            "TMPDIR": str(self._temporary),
            # What one mutant made Hypothesis find is not for the next.
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self._temporary / "hypothesis"),
            # Compiled files are told apart by size and second: too coarse for mutants.
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def _finished(command: list[str], folder: Path, environment: dict[str, str], seconds: float) -> int | None:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        # A mutant may collect things without end.
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            # What tests had started ends with them.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
