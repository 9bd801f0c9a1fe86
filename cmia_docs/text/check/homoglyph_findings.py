"""The check for homoglyphs, characters that only look like the intended ones: guesses, so they only warn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cmia_docs.text.check.characters import around
from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.check.homoglyphs import Homoglyph, homoglyphs, in_other_script
from cmia_docs.text.model import KIND_DEPTH, Text, UnitKind


def check_homoglyphs(checked: CheckedText) -> Iterator[Finding]:
    """`hygiene.lookalike`: `word`, and how it `reads`; the rest as in `characters.check_characters`."""
    language = checked.text.language
    for index, unit in enumerate(checked.text.units):
        for part in (unit.label, checked.plain(index)):
            for homoglyph in homoglyphs(part, language):
                yield _finding(checked, index, part, homoglyph)
    for labels in _lists(checked.text):
        printed = [checked.text.units[index].label for index in labels]
        for number, homoglyph in in_other_script(printed, language):
            yield _finding(checked, labels[number], printed[number], homoglyph)


def _lists(text: Text) -> Iterator[list[int]]:
    """The indexes of the sub-points of each list."""
    current: list[int] = []
    for index, unit in enumerate(text.units):
        if unit.kind is UnitKind.SUBPOINT:
            current.append(index)
        elif KIND_DEPTH[unit.kind] < KIND_DEPTH[UnitKind.SUBPOINT]:
            yield current
            current = []
    yield current


def _finding(checked: CheckedText, index: int, part: str, homoglyph: Homoglyph) -> Finding:
    characters = dict.fromkeys(homoglyph.characters)
    return checked.finding(
        "hygiene.lookalike",
        Severity.WARNING,
        index,
        word=homoglyph.word,
        reads=homoglyph.intended,
        codepoint=" ".join(f"U+{ord(character):04X}" for character in characters),
        name=", ".join(unicodedata.name(character) for character in characters),
        position=str(homoglyph.position + 1),
        context=around(part, homoglyph.position, len(homoglyph.word)),
    )
