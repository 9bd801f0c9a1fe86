"""Findings of the checks on a document's texts."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.text.check.checks import Finding, Severity, check
from cmia_docs.text.model import Text

# A language version that lags behind does not keep a text from circulation, only from adoption.
TRANSLATION_CODES = frozenset({"unit.missing_in_language", "unit.untranslated"})


def blocking_findings(texts: Mapping[str, Text]) -> list[Finding]:
    """The findings that adoption refuses."""
    return [finding for finding in check(texts) if finding.severity is Severity.BLOCKING]
