"""The findings of checks, and the text that is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from cmia_docs.text.format import inline
from cmia_docs.text.format.file_format import line_numbers
from cmia_docs.text.model import Text


class Severity(StrEnum):
    """A text with a blocking finding cannot be adopted."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` is stable and translated by the pages, with `details` for the sentence.

    `line` counts from 1 in the text file; for a missing unit it is the line of the unit before the gap.
    """

    code: str
    severity: Severity
    language: str
    unit_id: str
    line: int
    details: Mapping[str, str] = field(default_factory=dict)


class CheckedText:
    """A text that is checked. It creates the findings; lines are counted only if there are any."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._plain: dict[int, str] = {}

    def plain(self, index: int) -> str:
        """The words of the unit at `index` without markup, with a space for each reference; cached."""
        if index not in self._plain:
            self._plain[index] = inline.plain(self.text.units[index].text, lambda _: " ")
        return self._plain[index]

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return line_numbers(self.text)

    def finding(self, code: str, severity: Severity, index: int, **details: str) -> Finding:
        """A finding on the unit at `index`."""
        unit = self.text.units[index]
        return Finding(code, severity, self.text.language, unit.id, self._lines[index], details)

    def missing(self, code: str, severity: Severity, unit_id: str, after: int, **details: str) -> Finding:
        """A finding on a unit that this text lacks; it belongs after the one at `after` (-1: first)."""
        line = self._lines[after] if after >= 0 else 1
        return Finding(code, severity, self.text.language, unit_id, line, details)
