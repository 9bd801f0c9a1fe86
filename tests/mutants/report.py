"""What the trials say of the tests, floor by floor, against the aims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutants.draw import Mutant
from tests.mutants.tree import FLOORS
from tests.mutants.verdicts import Verdict

AIMS = ((("rules", "text"), 95.0), (("actions", "queries"), 90.0))


@dataclass(frozen=True)
class Count:
    """How many mutants of one or more floors came to which end."""

    killed: int
    survived: int
    timeouts: int

    @property
    def drawn(self) -> int:
        """All of them: none is left out, whether a test runs its line or not."""
        return self.killed + self.survived + self.timeouts

    @property
    def percent(self) -> float:
        """How many were noticed, in per cent. A test that never ends is noticed."""
        return 100 * (self.killed + self.timeouts) / self.drawn if self.drawn else 100.0


def count(verdicts: list[tuple[Mutant, Verdict]], *floors: str) -> Count:
    """The ends of the mutants of these floors."""
    ends = Counter(verdict.outcome for mutant, verdict in verdicts if mutant.floor in floors)
    return Count(ends["killed"], ends["survived"], ends["timeout"])


def are_met(verdicts: list[tuple[Mutant, Verdict]]) -> bool:
    """Whether all aims are met."""
    return all(count(verdicts, *floors).percent >= aim for floors, aim in AIMS)


def report(verdicts: list[tuple[Mutant, Verdict]], rights: dict[str, str]) -> str:
    """The whole report: those not killed with their faults, then the figures."""
    return "\n".join((*_faults(verdicts, rights), *_table(verdicts), "", *_aims(verdicts)))


def _faults(verdicts: list[tuple[Mutant, Verdict]], rights: dict[str, str]) -> Iterator[str]:
    for mutant, verdict in sorted(verdicts, key=lambda pair: (pair[0].path, pair[0].first)):
        if verdict.outcome != "killed":
            yield f"{verdict.outcome}: {mutant.name} (asked: {verdict.tried} of {verdict.able} tests)"
            yield mutant.difference(rights[mutant.path])
            yield ""


def _table(verdicts: list[tuple[Mutant, Verdict]]) -> Iterator[str]:
    yield f"{'floor':10}{'drawn':>8}{'killed':>8}{'survived':>10}{'timeouts':>10}{'noticed':>10}"
    for floor in FLOORS:
        ends = count(verdicts, floor)
        numbers = f"{ends.drawn:8}{ends.killed:8}{ends.survived:10}{ends.timeouts:10}"
        yield f"{floor:10}{numbers}{ends.percent:8.1f} %"


def _aims(verdicts: list[tuple[Mutant, Verdict]]) -> Iterator[str]:
    for floors, aim in AIMS:
        percent = count(verdicts, *floors).percent
        outcome = "met" if percent >= aim else "NOT met"
        yield f"{' and '.join(floors)}: {percent:.1f} % noticed, the aim of {aim:.0f} % is {outcome}"
