"""Moving a unit, with all units that belong to it, to another position.

Up and down move past one neighbour with the same parent; beyond the first or last of them, into the previous
or next parent. No move may make a neighbour of the unit belong to it: that would be another edit than the one
requested.
"""

from __future__ import annotations

from enum import StrEnum

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.text.edit.edit_result import renumbered
from cmia_docs.text.model import KIND_DEPTH, LEAVES, Text, UnitKind
from cmia_docs.text.structure.tree import index_of, parents, range_of


class Direction(StrEnum):
    """Towards the beginning or the end of the text."""

    UP = "up"
    DOWN = "down"


def move(text: Text, unit_id: str, direction: Direction) -> Text:
    """`text` with the unit one position up or down. Refuses with Invalid `unit.cannot_move_up`, `_down`."""
    moved = range_of(text, index_of(text, unit_id))
    target = _above(text, moved) if direction is Direction.UP else _below(text, moved)
    if target is None:
        raise Invalid(
            Reason.UNIT_CANNOT_MOVE_UP if direction is Direction.UP else Reason.UNIT_CANNOT_MOVE_DOWN
        )
    return _moved(text, moved, target)


def move_after(text: Text, unit_id: str, anchor_id: str | None) -> Text:
    """`text` with the unit moved after the anchor and all that belongs to it; first if there is no anchor.

    A unit of a deeper level than the anchor becomes the first unit under it. Refuses with Invalid
    `unit.move_into_itself` where the anchor belongs to the unit, `unit.would_swallow` where the unit after
    the new position would become part of the unit.
    """
    moved = range_of(text, index_of(text, unit_id))
    anchor = -1 if anchor_id is None else index_of(text, anchor_id)
    if anchor in moved:
        raise Invalid(Reason.UNIT_MOVE_INTO_ITSELF)
    target = 0
    if anchor >= 0:
        under = _depth(text, moved.start) > _depth(text, anchor) and text.units[anchor].kind not in LEAVES
        target = anchor + 1 if under else range_of(text, anchor).stop
    if _swallows(text, moved, moved.stop if target == moved.start else target):
        raise Invalid(Reason.UNIT_WOULD_SWALLOW)
    return _moved(text, moved, target)


def _above(text: Text, moved: range) -> int | None:
    """The new index for a move up: before the neighbour, else before the parent; None if there is none."""
    above = parents(text)
    parent = above[moved.start]
    before = [index for index in range(parent + 1, moved.start) if above[index] == parent]
    if before:
        return None if _swallows(text, moved, before[-1]) else before[-1]
    return parent if parent >= 0 and not _swallows(text, moved, parent) else None


def _below(text: Text, moved: range) -> int | None:
    """The new index for a move down: after the neighbour, else under the next parent; None if none."""
    if moved.stop >= len(text.units):
        return None
    after = moved.stop
    if parents(text)[after] == parents(text)[moved.start]:
        target = range_of(text, after).stop
        return None if _swallows(text, moved, target) else target
    target = after + 1
    while target < len(text.units) and _swallows(text, moved, target):
        target += 1
    return target


def _swallows(text: Text, moved: range, index: int) -> bool:
    """Whether the unit at `index` would become part of the moved one."""
    if text.units[moved.start].kind in LEAVES or index >= len(text.units):
        return False
    return text.units[index].kind is not UnitKind.FOOTNOTE and _depth(text, index) > _depth(text, moved.start)


def _depth(text: Text, index: int) -> int:
    return KIND_DEPTH[text.units[index].kind]


def _moved(text: Text, moved: range, target: int) -> Text:
    units = list(text.units)
    taken = units[moved.start : moved.stop]
    if target >= moved.stop:
        return renumbered(text, [*units[: moved.start], *units[moved.stop : target], *taken, *units[target:]])
    return renumbered(text, [*units[:target], *taken, *units[target : moved.start], *units[moved.stop :]])
