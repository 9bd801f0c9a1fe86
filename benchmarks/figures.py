"""What is measured, as lines of a table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, what it must be, what it was beside which reference."""

    what: str
    measured: str
    must: str = ""
    reference: str = ""
    met: bool | None = None

    def row(self) -> str:
        """The line in Markdown."""
        verdict = {True: "yes", False: "**no**", None: ""}[self.met]
        return f"| {self.what} | {self.measured} | {self.must} | {verdict} | {self.reference} |"


HEAD = "| what | measured | must | met | reference in the same run |\n|---|---|---|---|---|"


@dataclass(slots=True)
class Times:
    """Durations in seconds of the same thing done many times."""

    all: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Measure the block by the clock on the wall."""
        begun = time.perf_counter()
        yield
        self.all.append(time.perf_counter() - begun)

    def ms(self, percent: float) -> float:
        """A percentile in milliseconds."""
        return percentile(self.all, percent) * 1000

    def __str__(self) -> str:
        return f"p50 {self.ms(50):.1f} ms, p99 {self.ms(99):.1f} ms"


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least so many percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(percent * 10) // 1000) - 1)]


def cpu_ms(what: Callable[..., object], cases: Iterable[tuple[object, ...]]) -> float:
    """The median CPU time of a call in milliseconds: each with other arguments, none of them warmed up."""
    seconds = []
    for arguments in cases:
        begun = time.process_time()
        what(*arguments)
        seconds.append(time.process_time() - begun)
    return percentile(seconds, 50) * 1000
