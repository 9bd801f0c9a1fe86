"""Moving a unit, with all that belongs to it, to another place.

Up and down go past one neighbour of the same parent; beyond the first or last of them into the parent before
or after. No move may make what stood beside a unit belong to it: that would be another edit than the one
asked for.
"""

from __future__ import annotations

from enum import StrEnum

from cmia_docs.errors import Invalid
from cmia_docs.text.edit.edit_result import renumbered
from cmia_docs.text.model import KIND_DEPTH, LEAVES, Text, UnitKind
from cmia_docs.text.structure.tree import index_of, parents, range_of


class Direction(StrEnum):
    """Towards the beginning or the end of the text."""

    UP = "up"
    DOWN = "down"


def move(text: Text, unit_id: str, direction: Direction) -> Text:
    """`text` with the unit one place further. Refuses with Invalid `unit.cannot_move_up` or `_down`."""
    moved = range_of(text, index_of(text, unit_id))
    place = _above(text, moved) if direction is Direction.UP else _below(text, moved)
    if place is None:
        raise Invalid(f"unit.cannot_move_{direction}", unit=unit_id)
    return _moved(text, moved, place)


def move_after(text: Text, unit_id: str, anchor_id: str | None) -> Text:
    """`text` with the unit after the anchor and all that belongs to it, or first if there is no anchor.

    A unit of a deeper level than the anchor becomes the first thing under it. Refuses with Invalid
    `unit.move_into_itself` where the anchor belongs to the unit, `unit.would_swallow` where what follows the
    new place would come to belong to the unit.
    """
    moved = range_of(text, index_of(text, unit_id))
    anchor = -1 if anchor_id is None else index_of(text, anchor_id)
    if anchor in moved:
        raise Invalid("unit.move_into_itself", unit=unit_id)
    place = 0
    if anchor >= 0:
        under = _depth(text, moved.start) > _depth(text, anchor) and text.units[anchor].kind not in LEAVES
        place = anchor + 1 if under else range_of(text, anchor).stop
    if _swallows(text, moved, moved.stop if place == moved.start else place):
        raise Invalid("unit.would_swallow", unit=unit_id)
    return _moved(text, moved, place)


def _above(text: Text, moved: range) -> int | None:
    """Where the unit goes one place up: before its neighbour, else before its parent."""
    above = parents(text)
    parent = above[moved.start]
    before = [index for index in range(parent + 1, moved.start) if above[index] == parent]
    if before:
        return None if _swallows(text, moved, before[-1]) else before[-1]
    return parent if parent >= 0 and not _swallows(text, moved, parent) else None


def _below(text: Text, moved: range) -> int | None:
    """Where the unit goes one place down: after its neighbour, else under the next parent."""
    if moved.stop >= len(text.units):
        return None
    after = moved.stop
    if parents(text)[after] == parents(text)[moved.start]:
        place = range_of(text, after).stop
        return None if _swallows(text, moved, place) else place
    place = after + 1
    while place < len(text.units) and _swallows(text, moved, place):
        place += 1
    return place


def _swallows(text: Text, moved: range, place: int) -> bool:
    """Whether the unit at `place` would come to belong to the moved one."""
    if text.units[moved.start].kind in LEAVES or place >= len(text.units):
        return False
    return text.units[place].kind is not UnitKind.FOOTNOTE and _depth(text, place) > _depth(text, moved.start)


def _depth(text: Text, index: int) -> int:
    return KIND_DEPTH[text.units[index].kind]


def _moved(text: Text, moved: range, place: int) -> Text:
    units = list(text.units)
    taken = units[moved.start : moved.stop]
    if place >= moved.stop:
        return renumbered(text, [*units[: moved.start], *units[moved.stop : place], *taken, *units[place:]])
    return renumbered(text, [*units[:place], *taken, *units[place : moved.start], *units[moved.stop :]])
