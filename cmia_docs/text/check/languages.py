"""Checks of the languages of one text against each other. The first is the one others are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.check.structure import has_words
from cmia_docs.text.format import inline
from cmia_docs.text.model import Text, Unit
from cmia_docs.text.numbering.labels import NUMBERED, readings


def check_languages(places: Sequence[Place]) -> Iterator[Finding]:
    """Units that stand in one language and not in another, or say the same in both."""
    for place in places:
        others = [other for other in places if other is not place]
        yield from _missing(place, others)
    for place in places[1:]:
        yield from _beside(places[0], place)


def _missing(place: Place, others: Sequence[Place]) -> Iterator[Finding]:
    """`unit.missing_in_language`, at the line after which the unit should stand; once for each unit."""
    own = {unit.id: index for index, unit in reversed(list(enumerate(place.text.units)))}
    reported: set[str] = set()
    for other in others:
        after = -1
        for unit in other.text.units:
            if unit.id in own:
                after = own[unit.id]
            elif unit.id and unit.id not in reported:
                reported.add(unit.id)
                yield place.missing(
                    "unit.missing_in_language",
                    Severity.BLOCKING,
                    unit.id,
                    after,
                    present_in=other.text.language,
                    kind=unit.kind,
                    label=unit.label,
                )


def _beside(original: Place, place: Place) -> Iterator[Finding]:
    first = _by_id(original.text)
    language = original.text.language
    for index, unit in enumerate(place.text.units):
        beside = first.get(unit.id)
        if beside is None:
            continue
        if _is_untranslated(beside, unit):
            yield place.finding("unit.untranslated", Severity.WARNING, index, same_as=language)
        if beside.kind is not unit.kind:
            details = {"kind": str(unit.kind), "other": str(beside.kind), "other_language": language}
            yield place.finding("unit.kind_differs", Severity.WARNING, index, **details)
        elif unit.kind in NUMBERED and _number(beside) != _number(unit):
            details = {"label": unit.label, "other": beside.label, "other_language": language}
            yield place.finding("unit.number_differs", Severity.WARNING, index, **details)


def _by_id(text: Text) -> Mapping[str, Unit]:
    return {unit.id: unit for unit in reversed(text.units) if unit.id}


def _is_untranslated(original: Unit, unit: Unit) -> bool:
    """The same words in both languages, or no words where the original has some."""
    if original.text == unit.text:
        return any(map(str.isalpha, inline.plain(unit.text, lambda _: "")))
    return has_words(original.text) and not has_words(unit.text)


def _number(unit: Unit) -> object:
    """What of a label is the same in all languages: its number, and whether something was put in between."""
    return {(reading.number, reading.exact) for reading in readings(unit.kind, unit.label)[:1]}
