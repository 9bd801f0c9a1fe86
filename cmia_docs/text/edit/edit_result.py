"""What all edits of a text share: making the new text from changed units, and numbering it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmia_docs.text.format.normalize import clean
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import customs_of, first_label, renumber


def renumbered(before: Text, units: Sequence[Unit]) -> Text:
    """The units as a text, numbered in the way of the text before the edit (see `numbering.customs_of`)."""
    return renumber(Text(before.language, tuple(units)), customs_of(before))


def replaced(text: Text, index: int, unit: Unit) -> Text:
    """`text` with another unit at `index`."""
    return renumbered(text, [*text.units[:index], unit, *text.units[index + 1 :]])


def with_kinds(text: Text, kinds: Mapping[int, UnitKind]) -> Text:
    """`text` with other kinds at some indexes; their labels become automatic."""
    units = list(text.units)
    for index, kind in kinds.items():
        unit = units[index]
        units[index] = Unit(unit.id, kind, new_label(text, kind, index), clean(kind, unit.text))
    return renumbered(text, units)


def new_label(text: Text, kind: UnitKind, index: int) -> str:
    """The label of a new unit before renumbering; for a note the next free name."""
    if kind is not UnitKind.FOOTNOTE:
        return first_label(text, kind, index)
    taken = {unit.label for unit in text.units if unit.kind is UnitKind.FOOTNOTE}
    number = len(taken) + 1
    while f"f{number}" in taken:
        number += 1
    return f"f{number}"
