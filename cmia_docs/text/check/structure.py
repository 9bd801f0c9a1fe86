"""Checks of one text's units: doubled and missing ids, empty units, gaps in the numbers, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmia_docs.text.check.characters import kind_of
from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.format import inline
from cmia_docs.text.format.table import rows
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Unit, UnitKind
from cmia_docs.text.numbering import numbering

_IN_BRACKETS = re.compile(r"\[([^\[\]]*[^\W\d_][^\[\]]*)\]")
_MOST_SHOWN = 60
# Headings that say nothing without something under them.
_OPENING = frozenset({UnitKind.ARTICLE, UnitKind.ANNEX})


def check_ids(place: Place) -> Iterator[Finding]:
    """`id.doubled` at each further unit with the id; `id.missing` where nothing can hang on a unit yet."""
    seen: set[str] = set()
    for index, unit in enumerate(place.text.units):
        if not unit.id:
            yield place.finding("id.missing", Severity.WARNING, index)
        elif unit.id in seen:
            yield place.finding("id.doubled", Severity.BLOCKING, index, id=unit.id)
        seen.add(unit.id)


def check_empty(place: Place) -> Iterator[Finding]:
    """`unit.empty`: nothing to read. A heading may be its label alone if something stands under it."""
    for index, unit in enumerate(place.text.units):
        if _is_empty(place.text, index, unit):
            yield place.finding("unit.empty", Severity.BLOCKING, index, kind=unit.kind, label=unit.label)


def check_numbers(place: Place) -> Iterator[Finding]:
    """`numbering.gap`: a number that neither comes next nor stands between two (5-1)."""
    for index, expected in numbering.gaps(place.text):
        label = place.text.units[index].label
        yield place.finding("numbering.gap", Severity.WARNING, index, label=label, expected=str(expected))


def check_brackets(place: Place) -> Iterator[Finding]:
    """`unit.in_brackets`: words that a template asks to be put in, or that are not agreed on yet."""
    for index, unit in enumerate(place.text.units):
        if "[" not in unit.text:
            continue
        found = _IN_BRACKETS.findall(place.plain(index))
        if found:
            words = found[0] if len(found[0]) <= _MOST_SHOWN else f"{found[0][:_MOST_SHOWN]}…"
            yield place.finding(
                "unit.in_brackets", Severity.WARNING, index, words=words, count=str(len(found))
            )


def has_words(source: str) -> bool:
    """Whether inline `source` shows anything: blanks and invisible characters do not."""
    return any(not letter.isspace() and not kind_of(letter) for letter in inline.plain(source))


def _is_empty(text: Text, index: int, unit: Unit) -> bool:
    if unit.kind is UnitKind.TABLE:
        return not any(has_words(cell) for row in rows(unit) for cell in row)
    if has_words(unit.text):
        return False
    if unit.kind not in HEADINGS or not unit.label:
        return True
    after = text.units[index + 1] if index + 1 < len(text.units) else None
    holds = after is not None and (KIND_DEPTH[after.kind] > KIND_DEPTH[unit.kind])
    return unit.kind in _OPENING and not holds
