"""What the checks found, by element, as the page of the check shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from cmia_docs.text.check.findings import Finding, Severity
from cmia_docs.text.model import Text
from cmia_docs.text.structure.citation import Citations
from cmia_docs.web.review.finding_messages import finding_sentence
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.labels import language_name

View = dict[str, Any]
_SEVERITIES = {Severity.BLOCKING: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def groups_of(texts: Mapping[str, Text], findings: Sequence[Finding], revision: int) -> list[View]:
    """The findings by element, in the order of the text: [{element, language, url, items}].

    An element is named in the first language that has it; each finding says which language it is about.
    """
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit_id, []).append(finding)
    places = _places(texts)
    last = len(places)
    order = {unit_id: number for number, unit_id in enumerate(places)}
    return [
        {
            **_element(places.get(unit_id), unit_id, revision),
            "items": [_item(finding) for finding in by_unit[unit_id]],
        }
        for unit_id in sorted(by_unit, key=lambda each: order.get(each, last))
    ]


def _places(texts: Mapping[str, Text]) -> dict[str, tuple[str, str]]:
    """By unit id, in text order: the language and the citation to name it by."""
    places: dict[str, tuple[str, str]] = {}
    for language, text in texts.items():
        cited = Citations(text)
        for index, unit in enumerate(text.units):
            if unit.id and unit.id not in places:
                places[unit.id] = (language, cited.of(index))
    return places


def _element(place: tuple[str, str] | None, unit_id: str, revision: int) -> View:
    if place is None:
        return {"element": "", "language": "", "url": None}
    language, citation = place
    address = url_for("documents.show", document_id=document().id, revision=revision, languages=language)
    return {"element": citation, "language": language, "url": f"{address}#{unit_id}"}


def _item(finding: Finding) -> View:
    return {
        "severity": _SEVERITIES[finding.severity],
        "text": finding_sentence(finding),
        "element": language_name(finding.language).capitalize(),
        "line": finding.line,
    }
