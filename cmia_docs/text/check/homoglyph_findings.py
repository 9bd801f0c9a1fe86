"""Checks of what is written with letters that only look like the right ones: guesses, so they only warn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cmia_docs.text.check.characters import around
from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.check.homoglyphs import Lookalike, in_other_script, lookalikes
from cmia_docs.text.model import KIND_DEPTH, Text, UnitKind


def check_lookalikes(place: Place) -> Iterator[Finding]:
    """`hygiene.lookalike`: `word`, what it `reads` like; the rest as in `hygiene.check_hygiene`."""
    language = place.text.language
    for index, unit in enumerate(place.text.units):
        for part in (unit.label, place.plain(index)):
            for found in lookalikes(part, language):
                yield _finding(place, index, part, found)
    for labels in _lists(place.text):
        printed = [place.text.units[index].label for index in labels]
        for number, found in in_other_script(printed, language):
            yield _finding(place, labels[number], printed[number], found)


def _lists(text: Text) -> Iterator[list[int]]:
    """The indices of the sub-points that stand in one list."""
    current: list[int] = []
    for index, unit in enumerate(text.units):
        if unit.kind is UnitKind.SUBPOINT:
            current.append(index)
        elif KIND_DEPTH[unit.kind] < KIND_DEPTH[UnitKind.SUBPOINT]:
            yield current
            current = []
    yield current


def _finding(place: Place, index: int, part: str, found: Lookalike) -> Finding:
    letters = dict.fromkeys(found.letters)
    return place.finding(
        "hygiene.lookalike",
        Severity.WARNING,
        index,
        word=found.word,
        reads=found.reads,
        codepoint=" ".join(f"U+{ord(letter):04X}" for letter in letters),
        name=", ".join(unicodedata.name(letter, "") for letter in letters),
        position=str(found.position + 1),
        context=around(part, found.position, len(found.word)),
    )
