"""All checks of a text in its languages."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.text.check.characters import check_hygiene
from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.check.homoglyph_findings import check_lookalikes
from cmia_docs.text.check.languages import check_languages
from cmia_docs.text.check.references import check_notes, check_references
from cmia_docs.text.check.structure import check_brackets, check_empty, check_ids, check_numbers
from cmia_docs.text.model import Text

__all__ = ["Finding", "Severity", "check"]

_OF_ONE_LANGUAGE = (
    check_brackets,
    check_ids,
    check_empty,
    check_references,
    check_notes,
    check_numbers,
    check_hygiene,
    check_lookalikes,
)


def check(texts: Mapping[str, Text]) -> list[Finding]:
    """The findings in all languages of one text, by language (in the order given) and line.

    Adoption refuses a text with a blocking finding: any of hygiene, doubled ids, empty units, references or
    notes that lead nowhere, units missing in a language.
    """
    places = [Place(text) for text in texts.values()]
    found = [finding for place in places for one in _OF_ONE_LANGUAGE for finding in one(place)]
    found += check_languages(places)
    order = {text.language: number for number, text in enumerate(texts.values())}
    return sorted(found, key=lambda finding: (order[finding.language], finding.line))
