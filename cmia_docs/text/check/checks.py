"""All checks of a text in its languages."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.text.check.characters import check_characters
from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.check.homoglyph_findings import check_homoglyphs
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
    check_characters,
    check_homoglyphs,
)


def check(texts: Mapping[str, Text]) -> list[Finding]:
    """The findings in all languages of one text, by language (in the order given) and line.

    Adoption refuses a text with a blocking finding: forbidden characters, duplicate ids, empty units,
    references or notes without a target, units missing in a language.
    """
    checked_texts = [CheckedText(text) for text in texts.values()]
    findings = [
        finding for each in checked_texts for check_one in _OF_ONE_LANGUAGE for finding in check_one(each)
    ]
    findings += check_languages(checked_texts)
    order = {text.language: number for number, text in enumerate(texts.values())}
    return sorted(findings, key=lambda finding: (order[finding.language], finding.line))
