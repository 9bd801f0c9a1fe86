"""Checks of the languages of one text against each other. The first is the original of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.check.structure import has_words
from cmia_docs.text.format import inline
from cmia_docs.text.model import Text, Unit
from cmia_docs.text.numbering.labels import NUMBERED, readings


def check_languages(checked_texts: Sequence[CheckedText]) -> Iterator[Finding]:
    """Findings on units that are missing in a language, are not translated, or differ in kind or number."""
    for checked in checked_texts:
        others = [other for other in checked_texts if other is not checked]
        yield from _missing(checked, others)
    for checked in checked_texts[1:]:
        yield from _compared(checked_texts[0], checked)


def _missing(checked: CheckedText, others: Sequence[CheckedText]) -> Iterator[Finding]:
    """`unit.missing_in_language`, at the line after which the unit should be; once for each unit."""
    own = {unit.id: index for index, unit in reversed(list(enumerate(checked.text.units)))}
    reported: set[str] = set()
    for other in others:
        after = -1
        for unit in other.text.units:
            if unit.id in own:
                after = own[unit.id]
            elif unit.id and unit.id not in reported:
                reported.add(unit.id)
                yield checked.missing(
                    "unit.missing_in_language",
                    Severity.BLOCKING,
                    unit.id,
                    after,
                    present_in=other.text.language,
                    kind=unit.kind,
                    label=unit.label,
                )


def _compared(original: CheckedText, checked: CheckedText) -> Iterator[Finding]:
    first = _by_id(original.text)
    language = original.text.language
    for index, unit in enumerate(checked.text.units):
        counterpart = first.get(unit.id)
        if counterpart is None:
            continue
        if _is_untranslated(counterpart, unit):
            yield checked.finding("unit.untranslated", Severity.WARNING, index, same_as=language)
        if counterpart.kind is not unit.kind:
            details = {"kind": str(unit.kind), "other": str(counterpart.kind), "other_language": language}
            yield checked.finding("unit.kind_differs", Severity.WARNING, index, **details)
        elif unit.kind in NUMBERED and _number(counterpart) != _number(unit):
            details = {"label": unit.label, "other": counterpart.label, "other_language": language}
            yield checked.finding("unit.number_differs", Severity.WARNING, index, **details)


def _by_id(text: Text) -> Mapping[str, Unit]:
    return {unit.id: unit for unit in reversed(text.units) if unit.id}


def _is_untranslated(original: Unit, unit: Unit) -> bool:
    """The same words in both languages, or no words where the original has some."""
    if original.text == unit.text:
        return any(map(str.isalpha, inline.plain(unit.text, lambda _: "")))
    return has_words(original.text) and not has_words(unit.text)


def _number(unit: Unit) -> object:
    """The part of a label that is the same in all languages: its number, and whether it is exact."""
    return {(reading.number, reading.exact) for reading in readings(unit.kind, unit.label)[:1]}
