"""What a check has found, and where."""

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

    `line` counts from 1 in the written file; where a unit is missing it is that of the unit before the gap.
    """

    code: str
    severity: Severity
    language: str
    unit_id: str
    line: int
    details: Mapping[str, str] = field(default_factory=dict)


class Place:
    """Makes the findings in one text; lines are counted only when something is found."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._plain: dict[int, str] = {}

    def plain(self, index: int) -> str:
        """The words of the unit at `index` without markup, a blank for each reference; made once."""
        if index not in self._plain:
            self._plain[index] = inline.plain(self.text.units[index].text, lambda _: " ")
        return self._plain[index]

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return line_numbers(self.text)

    def finding(self, code: str, severity: Severity, index: int, **details: str) -> Finding:
        """A finding about the unit at `index`."""
        unit = self.text.units[index]
        return Finding(code, severity, self.text.language, unit.id, self._lines[index], details)

    def missing(self, code: str, severity: Severity, unit_id: str, after: int, **details: str) -> Finding:
        """A finding about a unit that this text lacks; to stand after the one at `after` (-1: first)."""
        line = self._lines[after] if after >= 0 else 1
        return Finding(code, severity, self.text.language, unit_id, line, details)
