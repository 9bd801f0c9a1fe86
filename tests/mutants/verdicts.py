"""The verdicts, stored line by line, so that an interrupted run continues where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant, and the state of the tests for which that holds."""

    mutant: str
    outcome: str
    test: str | None
    tried: int
    able: int
    holds_for: str


class Verdicts:
    """The verdicts of one draw."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._of: dict[str, Verdict] = {}
        with suppress(FileNotFoundError):
            # A line may be empty, or half a line where the power went.
            for line in file.read_text("utf-8").splitlines():
                with suppress(json.JSONDecodeError):
                    self._remember(Verdict(**json.loads(line)))

    def _remember(self, verdict: Verdict) -> None:
        self._of[verdict.mutant] = verdict

    def of(self, mutant: str, states: Iterable[str]) -> Verdict | None:
        """The verdict of a mutant, if it was reached in one of these states."""
        verdict = self._of.get(mutant)
        return verdict if verdict is not None and verdict.holds_for in states else None

    def add(self, verdict: Verdict) -> None:
        """Keep a verdict, in place of an older one."""
        self._remember(verdict)
        with self._file.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(asdict(verdict)))
