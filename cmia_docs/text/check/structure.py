"""Checks of the units of one text: duplicate and missing ids, empty units, gaps in numbers, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmia_docs.text.check.characters import kind_of
from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.format import inline
from cmia_docs.text.format.table import rows
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Unit, UnitKind
from cmia_docs.text.numbering import numbering

_IN_BRACKETS = re.compile(r"\[([^\[\]]*[^\W\d_][^\[\]]*)\]")
_MOST_SHOWN = 60
# Headings that are incomplete without units under them.
_OPENING = frozenset({UnitKind.ARTICLE, UnitKind.ANNEX})


def check_ids(checked: CheckedText) -> Iterator[Finding]:
    """`id.doubled` at each further unit with the same id; `id.missing` at units without an id."""
    seen: set[str] = set()
    for index, unit in enumerate(checked.text.units):
        if not unit.id:
            yield checked.finding("id.missing", Severity.WARNING, index)
        elif unit.id in seen:
            yield checked.finding("id.doubled", Severity.BLOCKING, index, id=unit.id)
        seen.add(unit.id)


def check_empty(checked: CheckedText) -> Iterator[Finding]:
    """`unit.empty`: without text. A heading may be only a label if there are units under it."""
    for index, unit in enumerate(checked.text.units):
        if _is_empty(checked.text, index, unit):
            yield checked.finding("unit.empty", Severity.BLOCKING, index, kind=unit.kind, label=unit.label)


def check_numbers(checked: CheckedText) -> Iterator[Finding]:
    """`numbering.gap`: a number that is neither the next one nor an inserted one (5-1)."""
    for index, expected in numbering.gaps(checked.text):
        label = checked.text.units[index].label
        yield checked.finding("numbering.gap", Severity.WARNING, index, label=label, expected=str(expected))


def check_brackets(checked: CheckedText) -> Iterator[Finding]:
    """`unit.in_brackets`: words to be filled in, or not agreed yet."""
    for index, unit in enumerate(checked.text.units):
        if "[" not in unit.text:
            continue
        bracketed = _IN_BRACKETS.findall(checked.plain(index))
        if bracketed:
            words = bracketed[0] if len(bracketed[0]) <= _MOST_SHOWN else f"{bracketed[0][:_MOST_SHOWN]}…"
            yield checked.finding(
                "unit.in_brackets", Severity.WARNING, index, words=words, count=str(len(bracketed))
            )


def has_words(source: str) -> bool:
    """Whether inline `source` has visible text: spaces and invisible characters do not count."""
    return any(not character.isspace() and not kind_of(character) for character in inline.plain(source))


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
