"""In which order the units of a merged text stand: new units and moves of both sides combined."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from cmia_docs.text.compare.unit_matching import unmoved
from cmia_docs.text.model import KIND_DEPTH, Text, Unit, UnitKind

Key = tuple[str, str]
"""A unit's id, and what tells it from others with the same id or with none."""
Keyed = Mapping[Key, Unit]


def keyed(text: Text) -> dict[Key, Unit]:
    """The units by key, in reading order. Units without an id are known by their kind and words."""
    units: dict[Key, Unit] = {}
    counts: dict[Key, int] = {}
    for unit in text.units:
        name = (unit.id, "" if unit.id else f"{unit.kind} {unit.label} {unit.text}")
        counts[name] = counts.get(name, 0) + 1
        units[(name[0], f"{name[1]} {counts[name]}")] = unit
    return units


def merged_order(base: Keyed, mine: Keyed, theirs: Keyed, chosen: Keyed) -> list[Key]:
    """The keys of `chosen`, each once.

    What both sides have stands as in mine, but where only they moved a unit it goes with them. What one side
    alone has follows the unit that it follows there; where both put something at one place, theirs comes
    first unless it would come to belong to what I put there, or mine to theirs.
    """
    both = [key for key in mine if key in theirs and key in chosen]
    moved = _moved(base, theirs, chosen) - _moved(base, mine, chosen)
    chain = _Chain(key for key in both if key not in moved)
    before: Key | None = None
    for key in theirs:
        if key in moved and key in mine and key in chosen:
            chain.put(key, before)
        if key in chain:
            before = key
    _put_alone(chain, theirs, mine, chosen, beside=frozenset())
    _put_alone(chain, mine, theirs, chosen, beside=frozenset(key for key in theirs if key not in mine))
    return list(chain)


def _moved(base: Keyed, side: Keyed, chosen: Keyed) -> set[Key]:
    """The units of the base that stand in another order on this side: as few as may be."""
    places = {key: place for place, key in enumerate(base)}
    common = [key for key in side if key in places and key in chosen]
    stayed = unmoved([places[key] for key in common])
    return {key for index, key in enumerate(common) if index not in stayed}


def _put_alone(chain: _Chain, side: Keyed, other: Keyed, chosen: Keyed, beside: Collection[Key]) -> None:
    """Put in what only `side` has, past deeper units among `beside`: they belong to what stands before."""
    before: Key | None = None
    for key in side:
        if key in chosen and key not in other:
            place = before
            while (after := chain.after(place)) in beside and _depth(chosen, after) > _depth(chosen, key):
                place = after
            chain.put(key, place)
        if key in chain:
            before = key


def _depth(chosen: Keyed, key: Key | None) -> int:
    """How deep the unit stands; a note belongs to no neighbour."""
    if key is None or chosen[key].kind is UnitKind.FOOTNOTE:
        return -1
    return KIND_DEPTH[chosen[key].kind]


class _Chain:
    """Keys in an order that takes new ones anywhere at once."""

    def __init__(self, keys: Iterator[Key]) -> None:
        self._after: dict[Key | None, Key | None] = {None: None}
        last: Key | None = None
        for key in keys:
            self.put(key, last)
            last = key

    def put(self, key: Key, before: Key | None) -> None:
        """Put a key after another one, or first."""
        self._after[key] = self._after[before]
        self._after[before] = key

    def after(self, key: Key | None) -> Key | None:
        """The key after this one; the first for None."""
        return self._after[key]

    def __contains__(self, key: Key) -> bool:
        return key in self._after

    def __iter__(self) -> Iterator[Key]:
        key = self._after[None]
        while key is not None:
            yield key
            key = self._after[key]
