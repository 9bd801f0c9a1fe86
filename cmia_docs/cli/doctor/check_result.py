"""What `flask doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How bad it is."""

    WELL = 0
    NOTE = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One subject, and in a sentence how it stands and what to do."""

    level: Level
    subject: str
    sentence: str


def well(subject: str, sentence: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.WELL, subject, sentence)


def note(subject: str, sentence: str) -> Finding:
    """Worth a look."""
    return Finding(Level.NOTE, subject, sentence)


def fault(subject: str, sentence: str) -> Finding:
    """Something has to be done."""
    return Finding(Level.FAULT, subject, sentence)
