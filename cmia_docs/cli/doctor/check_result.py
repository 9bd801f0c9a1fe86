"""A check of `flask doctor`, and its results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from cmia_docs.installation import Installation


class Level(IntEnum):
    """The severity of a result."""

    WELL = 0
    NOTE = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one subject; an error that prevents it is reported on the subject."""

    subject: str
    run: Callable[[Installation], Iterator[CheckResult]]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One subject, and a sentence on its condition and what to do."""

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
