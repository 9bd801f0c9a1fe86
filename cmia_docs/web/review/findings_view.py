"""The findings of the checks, by element, as the page of the check shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from cmia_docs.text.check.findings import Finding, Severity
from cmia_docs.text.model import Text
from cmia_docs.text.structure.citation import Citations
from cmia_docs.web.review.finding_messages import finding_sentence
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.labels import language_name

_SEVERITIES = {Severity.BLOCKING: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding for the macro `findings`. `severity` is error, warning or note.

    `element` is what it is in, as far as the page does not say it: the element at `url`, or the language.
    `details` follow it: the language, the line.
    """

    severity: str
    text: str
    element: str
    url: str | None
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings in one element; without a name and address for those of the whole text."""

    element: str
    language: str
    url: str | None
    findings: Sequence[FindingView]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """For web/review/check.html: in the order of the text."""

    groups: Sequence[FindingGroup]


def check_page(texts: Mapping[str, Text], findings: Sequence[Finding], revision: int) -> CheckPage:
    """The findings by element. Each is named in the first language that has it."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit_id, []).append(finding)
    citations = _citations(texts)
    order = {unit_id: index for index, unit_id in enumerate(citations)}
    unit_ids = sorted(by_unit, key=lambda unit_id: order.get(unit_id, len(order)))
    return CheckPage(
        groups=[_group(unit_id, citations.get(unit_id), by_unit[unit_id], revision) for unit_id in unit_ids]
    )


def finding_view(finding: Finding, element: str, url: str | None = None, details: str = "") -> FindingView:
    """A finding in words."""
    return FindingView(
        severity=_SEVERITIES[finding.severity],
        text=finding_sentence(finding),
        element=element,
        url=url,
        details=details,
    )


def _citations(texts: Mapping[str, Text]) -> dict[str, tuple[str, str]]:
    """By unit id, in the order of the text: the language and the citation to name it by."""
    citations: dict[str, tuple[str, str]] = {}
    for language, text in texts.items():
        cited = Citations(text)
        for index, unit in enumerate(text.units):
            if unit.id and unit.id not in citations:
                citations[unit.id] = (language, cited.of(index))
    return citations


def _group(
    unit_id: str, citation: tuple[str, str] | None, findings: Sequence[Finding], revision: int
) -> FindingGroup:
    rows = [finding_view(finding, language_name(finding.language).capitalize()) for finding in findings]
    if citation is None:
        return FindingGroup(element="", language="", url=None, findings=rows)
    language, element = citation
    address = url_for("documents.show", document_id=document().id, revision=revision, languages=language)
    return FindingGroup(element=element, language=language, url=f"{address}#{unit_id}", findings=rows)
