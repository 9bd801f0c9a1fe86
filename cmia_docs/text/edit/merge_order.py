"""The order of the units in a merged text: the new units and moves of both sides combined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from cmia_docs.text.compare.unit_matching import unmoved
from cmia_docs.text.model import KIND_DEPTH, Text, Unit, UnitKind

UnitKey = tuple[str, str]
"""A unit's id, and what distinguishes it from others with the same id or without one."""
Keyed = Mapping[UnitKey, Unit]


def keyed(text: Text) -> dict[UnitKey, Unit]:
    """The units by key, in reading order. Units without an id are identified by kind, label and words."""
    units: dict[UnitKey, Unit] = {}
    counts: dict[UnitKey, int] = {}
    for unit in text.units:
        name = (unit.id, "" if unit.id else f"{unit.kind} {unit.label} {unit.text}")
        counts[name] = counts.get(name, 0) + 1
        units[(name[0], f"{name[1]} {counts[name]}")] = unit
    return units


def merged_order(base: Keyed, mine: Keyed, theirs: Keyed, chosen: Keyed) -> list[UnitKey]:
    """The keys of `chosen`, each once.

    Units that both sides have are in the order of mine, except those that only theirs moved. A unit that one
    side alone has follows the same unit as there; where both inserted at one position, theirs comes first
    unless one of the two would then belong to the other.
    """
    both = [key for key in mine if key in theirs and key in chosen]
    moved = _moved(base, theirs, chosen) - _moved(base, mine, chosen)
    chain = _Chain(key for key in both if key not in moved)
    before: UnitKey | None = None
    for key in theirs:
        if key in moved and key in mine and key in chosen:
            chain.insert_after(before, key)
        if key in chain:
            before = key
    _insert_own_units(chain, theirs, mine, chosen, inserted=frozenset())
    _insert_own_units(chain, mine, theirs, chosen, inserted=theirs.keys() - mine.keys())
    return list(chain)


def _moved(base: Keyed, side: Keyed, chosen: Keyed) -> set[UnitKey]:
    """The units that have another order on this side than in the base: as few as possible."""
    base_index = {key: index for index, key in enumerate(base)}
    common = [key for key in side if key in base_index and key in chosen]
    stayed = unmoved([base_index[key] for key in common])
    return {key for index, key in enumerate(common) if index not in stayed}


def _insert_own_units(
    chain: _Chain, side: Keyed, other: Keyed, chosen: Keyed, inserted: AbstractSet[UnitKey]
) -> None:
    """Insert the units that only `side` has.

    Each goes past deeper units among those `inserted` at the same position: these belong to the unit before.
    """
    before: UnitKey | None = None
    for key in side:
        if key in chosen and key not in other:
            anchor = before
            while (after := chain.after(anchor)) in inserted and _depth(chosen, after) > _depth(chosen, key):
                anchor = after
            chain.insert_after(anchor, key)
        if key in chain:
            before = key


def _depth(chosen: Keyed, key: UnitKey | None) -> int:
    """The depth of a unit; -1 for a note, which belongs to no neighbour."""
    if key is None or chosen[key].kind is UnitKind.FOOTNOTE:
        return -1
    return KIND_DEPTH[chosen[key].kind]


class _Chain:
    """A linked list of keys: inserting anywhere takes constant time."""

    def __init__(self, keys: Iterator[UnitKey]) -> None:
        self._after: dict[UnitKey | None, UnitKey | None] = {None: None}
        last: UnitKey | None = None
        for key in keys:
            self.insert_after(last, key)
            last = key

    def insert_after(self, before: UnitKey | None, key: UnitKey) -> None:
        """Insert a key after another one; at the beginning for None."""
        self._after[key] = self._after[before]
        self._after[before] = key

    def after(self, key: UnitKey | None) -> UnitKey | None:
        """The key after this one; the first for None."""
        return self._after[key]

    def __contains__(self, key: UnitKey) -> bool:
        return key in self._after

    def __iter__(self) -> Iterator[UnitKey]:
        key = self._after[None]
        while key is not None:
            yield key
            key = self._after[key]
