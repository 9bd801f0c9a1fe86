"""All trials of a draw, on all processors, and the check of the tests that killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from tests.mutants import choice, tree
from tests.mutants.draw import Mutant
from tests.mutants.record import PassingTest, Record
from tests.mutants.trial import Copy, End
from tests.mutants.verdicts import Verdict, Verdicts
from tests.mutants.watch import tried_files

# A mutant that cannot even be imported stays so, whatever becomes of the tests.
_ALWAYS = "always"


def _is_of_tests(name: str) -> bool:
    return name.startswith("tests/") and not name.startswith("tests/mutants/")


class Run:
    """The trials of a draw."""

    def __init__(self, mutants: Sequence[Mutant], record: Record, file: Path) -> None:
        self._mutants = mutants
        self._record = record
        self._verdicts = Verdicts(file)
        self._tests = tree.digest(name for name in tree.files() if _is_of_tests(name))
        self._states = {_ALWAYS, self._tests, *(tree.digest([name]) for name in tried_files())}

    def verdicts(self) -> list[tuple[Mutant, Verdict]]:
        """What still holds: a kill while its test is as it was, all else while all tests are."""
        known = ((mutant, self._verdicts.of(mutant.name, self._states)) for mutant in self._mutants)
        return [
            (mutant, verdict) for mutant, verdict in known if verdict is not None and self._counts(verdict)
        ]

    def _counts(self, verdict: Verdict) -> bool:
        return verdict.test is None or verdict.test in self._record.tests

    def pending(self) -> list[Mutant]:
        """The mutants that are still to be tried."""
        tried = {mutant.name for mutant, _ in self.verdicts()}
        return [mutant for mutant in self._mutants if mutant.name not in tried]

    def finish(self, copies: Sequence[Copy]) -> None:
        """Try what is pending. Where a killing test fails without the mutant too, try again without it."""
        while pending := self.pending():
            for verdict in self._tried(pending, copies):
                self._verdicts.add(verdict)
                print(verdict.outcome, verdict.mutant, verdict.test or "", file=sys.stderr, flush=True)
            self._check_killers(copies[0])

    def _tried(self, pending: list[Mutant], copies: Sequence[Copy]) -> Iterator[Verdict]:
        free: SimpleQueue[Copy] = SimpleQueue()
        for copy in copies:
            free.put(copy)

        def attempt(mutant: Mutant, able: list[PassingTest], tests: list[PassingTest]) -> Verdict:
            copy = free.get()
            try:
                return self._verdict(mutant, able, tests, copy.attempt(mutant, tests, self._record))
            finally:
                free.put(copy)

        with ThreadPoolExecutor(len(copies)) as pool:
            able_tests = [(mutant, self._able(mutant)) for mutant in pending]
            trials = [pool.submit(attempt, mutant, able, choice.within(able)) for mutant, able in able_tests]
            try:
                for trial in as_completed(trials):
                    yield trial.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _able(self, mutant: Mutant) -> list[PassingTest]:
        return choice.able(mutant, (tree.ROOT / mutant.path).read_text("utf-8"), self._record)

    def _verdict(
        self, mutant: Mutant, able: list[PassingTest], tests: list[PassingTest], end: End
    ) -> Verdict:
        state = self._tests
        if end.outcome == "killed":
            state = _ALWAYS if end.test is None else tree.digest([end.test.split("::")[0]])
        # A test named after what is mutated has no such name without the mutant: it cannot be asked again.
        test = end.test if end.test in self._record.tests else None
        return Verdict(mutant.name, end.outcome, test, len(tests), len(able), state)

    def _check_killers(self, copy: Copy) -> None:
        """Run the tests that killed once without a mutant: what fails then has noticed nothing."""
        killers = {verdict.test for _, verdict in self.verdicts()} - self._record.steady
        tests = [test for name, test in sorted(self._record.tests.items()) if name in killers]
        failing = copy.failing(tests, self._record) if tests else []
        self._record.judge({test.name for test in tests} - set(failing), failing)
