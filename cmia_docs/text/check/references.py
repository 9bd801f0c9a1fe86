"""Checks of what points from one place of a text to another: references and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.format import inline
from cmia_docs.text.model import UnitKind


def check_references(place: Place) -> Iterator[Finding]:
    """`reference.broken`: `[[id]]` names no unit of this text."""
    known = {unit.id for unit in place.text.units}
    for index, unit in enumerate(place.text.units):
        if "[[" not in unit.text:
            continue
        for target in dict.fromkeys(inline.references(unit.text)):
            if target not in known:
                yield place.finding("reference.broken", Severity.BLOCKING, index, target=target)


def check_notes(place: Place) -> Iterator[Finding]:
    """`footnote.undefined`: a mark without its note; `.unused`: a note that nothing marks; `.doubled`."""
    units = place.text.units
    defined = Counter(unit.label for unit in units if unit.kind is UnitKind.FOOTNOTE)
    used: set[str] = set()
    for index, unit in enumerate(units):
        for label in dict.fromkeys(inline.notes(unit.text)) if "[^" in unit.text else ():
            used.add(label)
            if label not in defined:
                yield place.finding("footnote.undefined", Severity.BLOCKING, index, label=label)
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if unit.kind is not UnitKind.FOOTNOTE:
            continue
        if unit.label not in used:
            yield place.finding("footnote.unused", Severity.WARNING, index, label=unit.label)
        if unit.label in seen:
            yield place.finding("footnote.doubled", Severity.BLOCKING, index, label=unit.label)
        seen.add(unit.label)
