"""The editor's rows: each unit in one or two languages, its findings, references, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from cmia_docs.text.check.checks import Finding
from cmia_docs.text.compare.language_alignment import side_by_side
from cmia_docs.text.edit.all_languages import id_of, next_kind
from cmia_docs.text.format import inline
from cmia_docs.text.model import HEADINGS, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import NUMBERED, note_label
from cmia_docs.text.structure.citation import Citations
from cmia_docs.text.structure.tree import range_of
from cmia_docs.web.editor.form import Field, field_id, field_name
from cmia_docs.web.review.findings_view import FindingView, finding_view
from cmia_docs.web.shared.labels import kind_name, language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.text_view import unit_rows

TemplateData = dict[str, Any]
_DEPTHS = {UnitKind.POINT: 1, UnitKind.SUBPOINT: 2}
# What the page shows anyway, at the field itself: an empty one, a missing one with its button, and the words
# in brackets, of which a new text is full. The list of all findings has them.
_SEEN_ANYWAY = frozenset({"unit.empty", "unit.missing_in_language", "unit.in_brackets"})
_LONGEST_HINT = 90


@dataclass(frozen=True, slots=True)
class Typed:
    """What fields show without being stored: the words, why not, and what another window has there."""

    words: Mapping[Field, str] = field(default_factory=dict)
    errors: Mapping[Field, str] = field(default_factory=dict)
    divisible: frozenset[Field] = frozenset()
    elsewhere: Mapping[Field, str] = field(default_factory=dict)


class Rows:
    """The rows of one page. `shown`: the languages on it, one or two of those in `texts`."""

    def __init__(
        self, texts: Mapping[str, Text], shown: Sequence[str], findings: Sequence[Finding], typed: Typed
    ):
        self.texts, self.shown, self._typed = texts, shown, typed
        self._cited = {language: Citations(text) for language, text in texts.items()}
        self._indexes = {
            language: {unit.id: index for index, unit in enumerate(text.units)}
            for language, text in texts.items()
        }
        self._notes = {
            language: {unit.label: unit for unit in text.units if unit.kind is UnitKind.FOOTNOTE}
            for language, text in texts.items()
        }
        self._previews = {language: _previews(text) for language, text in texts.items() if language in shown}
        self._findings: dict[str, list[FindingView]] = {}
        for finding in findings:
            if finding.code not in _SEEN_ANYWAY and finding.language in shown:
                self._findings.setdefault(finding.unit_id, []).append(self.finding(finding, alone=False))

    def all(self) -> list[TemplateData]:
        """A row a unit, in the common order of all languages."""
        rows: list[TemplateData] = []
        depth = 0
        for units in side_by_side(self.texts):
            unit = next(iter(units.values()))
            own = _DEPTHS.get(unit.kind, 0)
            if unit.kind is UnitKind.DASH:
                own = min(depth + 1, 3)
            elif unit.kind is not UnitKind.FOOTNOTE:
                depth = own
            rows.append(self._row(id_of(units), unit, units, own))
        return rows

    def name(self, unit_id: str) -> str:
        """How a unit is cited: in the page's language if that text has it, else in the first that has."""
        own = current_language()
        for language in sorted(self._indexes, key=lambda code: code != own):
            index = self._indexes[language].get(unit_id)
            if index is not None:
                return self._cited[language].of(index)
        return ""

    def finding(self, finding: Finding, alone: bool = True) -> FindingView:
        """A finding as the macro takes it; `alone` in the list of all, where it has to say where it is."""
        element = self.name(finding.unit_id) if alone else ""
        language = language_name(finding.language)
        line = _("line %(line)s", line=finding.line)
        return finding_view(
            finding,
            element or language.capitalize(),
            f"#{finding.unit_id}" if element else None,
            f"{language}, {line}" if element else line,
        )

    def tools(self, unit_id: str) -> TemplateData | None:
        """What the tools of a unit need to know; None for a unit that is not there."""
        index_by_language = {
            code: self._indexes[code][unit_id] for code in self.texts if unit_id in self._indexes[code]
        }
        if not index_by_language:
            return None
        first, index = next(iter(index_by_language.items()))
        unit = self.texts[first].units[index]
        return {
            "id": unit_id,
            "name": self.name(unit_id),
            "kind": unit.kind.value,
            "next_kind": next_kind(self.texts[first], unit_id).value,
            "below": len(range_of(self.texts[first], index)) - 1,
            "labels": self._labels(index_by_language)
            if unit.kind in NUMBERED or unit.kind is UnitKind.FOOTNOTE
            else [],
            "numbered": unit.kind in NUMBERED,
            "fixed": any(self.texts[code].units[at].fixed for code, at in index_by_language.items()),
        }

    def inside(self, unit_id: str) -> frozenset[str]:
        """The unit and all that goes with it where it is moved."""
        for code, indexes in self._indexes.items():
            if unit_id in indexes:
                units = self.texts[code].units
                return frozenset(units[index].id for index in range_of(self.texts[code], indexes[unit_id]))
        return frozenset()

    def without_a_field(self) -> dict[str, str]:
        """What was typed into units that are no longer in the text, or in a language not on the page."""
        return {
            f"{self.name(unit_id) or unit_id} ({language_name(code)})": words
            for (code, unit_id), words in self._typed.words.items()
            if code not in self.shown or unit_id not in self._indexes[code]
        }

    def _row(self, unit_id: str, unit: Unit, units: Mapping[str, Unit], depth: int) -> TemplateData:
        return {
            "id": unit_id,
            "name": self.name(unit_id),
            "kind": unit.kind.value,
            "kind_word": kind_name(unit.kind),
            "heading": unit.kind in HEADINGS,
            "depth": depth,
            "cells": [self._cell(code, unit_id, units.get(code)) for code in self.shown],
            "findings": self._findings.get(unit_id, ()),
        }

    def _cell(self, code: str, unit_id: str, unit: Unit | None) -> TemplateData:
        at = (code, unit_id)
        cell: TemplateData = {
            "code": code,
            "language": language_name(code).capitalize(),
            "field": field_id(code, unit_id),
            "name": field_name(code, unit_id),
            "there": unit is not None,
        }
        if unit is None:
            return cell
        return cell | {
            "label": note_label(unit.label) if unit.kind is UnitKind.FOOTNOTE else unit.label,
            "fixed": unit.fixed,
            "text": self._typed.words.get(at, unit.text),
            "unsaved": at in self._typed.words,
            "error": self._typed.errors.get(at, ""),
            "divisible": at in self._typed.divisible,
            "elsewhere": self._typed.elsewhere.get(at),
            "hints": self._hints(code, unit),
            "preview": self._previews[code].get(unit_id),
        }

    def _labels(self, index_by_language: Mapping[str, int]) -> list[tuple[str, str, str]]:
        return [
            (code, language_name(code).capitalize(), self.texts[code].units[at].label)
            for code, at in index_by_language.items()
            if code in self.shown
        ]

    def _hints(self, code: str, unit: Unit) -> list[TemplateData]:
        """What the references and notes of a unit lead to. Those without a target are findings."""
        if "[[" not in unit.text and "[^" not in unit.text:
            return []
        hints = []
        for target in dict.fromkeys(inline.references(unit.text)):
            index = self._indexes[code].get(target)
            if index is not None:
                hints.append(
                    {"mark": f"[[{target}]]", "words": self._cited[code].of(index), "url": f"#{target}"}
                )
        for label in dict.fromkeys(inline.notes(unit.text)):
            note = self._notes[code].get(label)
            if note is not None:
                words = inline.plain(note.text)[:_LONGEST_HINT]
                hints.append({"mark": f"[^{label}]", "words": words, "url": f"#{note.id}"})
        return hints


def _previews(text: Text) -> dict[str, Markup]:
    """The tables as they are read, by unit id."""
    if not any(unit.kind is UnitKind.TABLE for unit in text.units):
        return {}
    return {row.id: row.html for row in unit_rows(text) if row.kind == UnitKind.TABLE.value}
