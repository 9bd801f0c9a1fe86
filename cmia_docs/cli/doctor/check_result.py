"""What `flask doctor` looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from cmia_docs.installation import Installation


class Level(IntEnum):
    """How bad it is."""

    WELL = 0
    NOTE = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at; where looking itself fails, that is said of `subject`."""

    subject: str
    look: Callable[[Installation], Iterator[CheckResult]]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One subject, and in a sentence how it stands and what to do."""

    level: Level
    subject: str
    sentence: str


def well(subject: str, sentence: str) -> CheckResult:
    """Nothing to do."""
    return CheckResult(Level.WELL, subject, sentence)


def note(subject: str, sentence: str) -> CheckResult:
    """Worth a look."""
    return CheckResult(Level.NOTE, subject, sentence)


def fault(subject: str, sentence: str) -> CheckResult:
    """Something has to be done."""
    return CheckResult(Level.FAULT, subject, sentence)
