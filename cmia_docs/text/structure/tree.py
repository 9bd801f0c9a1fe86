"""Which unit belongs to which. A text is flat; its hierarchy is derived here from the kinds of its units."""

from __future__ import annotations

from cmia_docs.errors import NotFound
from cmia_docs.reasons.documents import UnitNotFound
from cmia_docs.text.model import KIND_DEPTH, LEAVES, Text, Unit, UnitKind


def index_of(text: Text, unit_id: str) -> int:
    """The index of the unit (the first, if ids are doubled). Refuses with NotFound `unit.not_found`."""
    for index, unit in enumerate(text.units):
        if unit.id == unit_id and unit_id:
            return index
    raise NotFound(UnitNotFound(unit_id))


def find(text: Text, unit_id: str) -> Unit:
    """The unit with this id. Refuses with NotFound `unit.not_found`."""
    return text.units[index_of(text, unit_id)]


def parents(text: Text) -> list[int]:
    """For each unit the index of its parent, or -1. The parent of a note is its annex; else it has none."""
    parent_indexes: list[int] = []
    above: list[int] = []
    for index, unit in enumerate(text.units):
        if unit.kind is UnitKind.FOOTNOTE:
            parent_indexes.append(above[0] if above and text.units[above[0]].kind is UnitKind.ANNEX else -1)
            continue
        depth = KIND_DEPTH[unit.kind]
        while above and KIND_DEPTH[text.units[above[-1]].kind] >= depth:
            above.pop()
        parent_indexes.append(above[-1] if above else -1)
        if unit.kind not in LEAVES:
            above.append(index)
    return parent_indexes


def parent_of(text: Text, unit_id: str) -> Unit | None:
    """The parent of this unit; None at the top. Refuses with NotFound `unit.not_found`."""
    parent = parents(text)[index_of(text, unit_id)]
    return text.units[parent] if parent >= 0 else None


def range_of(text: Text, index: int) -> range:
    """The unit at `index` and all that belongs to it, without notes at the end: they belong to the act."""
    units = text.units
    kind = units[index].kind
    end = index + 1
    if kind in LEAVES:
        return range(index, end)
    while end < len(units) and KIND_DEPTH[units[end].kind] > KIND_DEPTH[kind]:
        end += 1
    while units[end - 1].kind is UnitKind.FOOTNOTE:
        end -= 1
    return range(index, end)


def subtree(text: Text, unit_id: str) -> range:
    """As `range_of`, by id. Refuses with NotFound `unit.not_found`."""
    return range_of(text, index_of(text, unit_id))
