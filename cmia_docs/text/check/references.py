"""Checks of references and note marks within a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.format import inline
from cmia_docs.text.model import UnitKind


def check_references(checked: CheckedText) -> Iterator[Finding]:
    """`reference.broken`: `[[id]]` names no unit of this text."""
    known = {unit.id for unit in checked.text.units}
    for index, unit in enumerate(checked.text.units):
        if "[[" not in unit.text:
            continue
        for target in dict.fromkeys(inline.references(unit.text)):
            if target not in known:
                yield checked.finding("reference.broken", Severity.BLOCKING, index, target=target)


def check_notes(checked: CheckedText) -> Iterator[Finding]:
    """`footnote.undefined`: a mark without a note; `.unused`: a note without a mark; `.doubled`."""
    units = checked.text.units
    defined = Counter(unit.label for unit in units if unit.kind is UnitKind.FOOTNOTE)
    used: set[str] = set()
    for index, unit in enumerate(units):
        for label in dict.fromkeys(inline.notes(unit.text)) if "[^" in unit.text else ():
            used.add(label)
            if label not in defined:
                yield checked.finding("footnote.undefined", Severity.BLOCKING, index, label=label)
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if unit.kind is not UnitKind.FOOTNOTE:
            continue
        if unit.label not in used:
            yield checked.finding("footnote.unused", Severity.WARNING, index, label=unit.label)
        if unit.label in seen:
            yield checked.finding("footnote.doubled", Severity.BLOCKING, index, label=unit.label)
        seen.add(unit.label)
