"""Which unit of the new text is which of the old one."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from cmia_docs.text.model import Unit

# Units without a common id are the same one if so much of their text is.
_LIKE = 0.6
# Enough of a unit to know it by, and bounds on the work that texts without ids can make: pairs of units whose
# words are compared, neighbours looked at in a gap, bits of the table of equal units.
_KNOWN_BY = 400
_MOST_PAIRS = 20_000
_MOST_NEAR = 16
_MOST_CELLS = 16_000_000
_NONE = -1


def matches(old: Sequence[Unit], new: Sequence[Unit]) -> list[int]:
    """For each new unit the index of the old one, or -1: by id, then by equal text, then by similar text."""
    found = [_NONE] * len(new)
    free = _by_id(old, new, found)
    if free:
        _by_text(old, new, found, free)
    if free:
        _by_likeness(old, new, found, free)
    return found


def unmoved(found: Sequence[int]) -> set[int]:
    """The indices of new units that kept their order: a longest rising run, so that few moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place, old in enumerate(found):
        if old == _NONE:
            continue
        length = bisect_left(tails, old)
        before[place] = ends[length - 1] if length else _NONE
        if length == len(tails):
            tails.append(old)
            ends.append(place)
        else:
            tails[length] = old
            ends[length] = place
    kept = set()
    place = ends[-1] if ends else _NONE
    while place != _NONE:
        kept.add(place)
        place = before[place]
    return kept


def _by_id(old: Sequence[Unit], new: Sequence[Unit], found: list[int]) -> set[int]:
    """Match equal ids, the first of doubled ones first; gives the old units left over."""
    places: dict[str, int] = {}
    free = set()
    for index, unit in enumerate(old):
        if not unit.id or unit.id in places:
            free.add(index)
        else:
            places[unit.id] = index
    for index, unit in enumerate(new):
        if unit.id:
            found[index] = places.pop(unit.id, _NONE)
    free.update(places.values())
    return free


def _by_text(old: Sequence[Unit], new: Sequence[Unit], found: list[int], free: set[int]) -> None:
    """Match equal units: as many as possible in their order, then the others wherever they went."""
    here = sorted(free)
    there = [index for index, match in enumerate(found) if match == _NONE]
    one, other = [_key(old[index]) for index in here], [_key(new[index]) for index in there]
    if len(one) * len(other) <= _MOST_CELLS:
        for code in Indel.opcodes(one, other):
            if code.tag == "equal":
                steps = range(code.src_end - code.src_start)
                pairs = [(here[code.src_start + step], there[code.dest_start + step]) for step in steps]
                _match(pairs, found, free)
    waiting: dict[tuple[str, str], deque[int]] = {}
    for index in sorted(free):
        waiting.setdefault(_key(old[index]), deque()).append(index)
    for index in there:
        if found[index] == _NONE and (queue := waiting.get(_key(new[index]))):
            _match([(queue.popleft(), index)], found, free)


def _match(pairs: Sequence[tuple[int, int]], found: list[int], free: set[int]) -> None:
    for place, index in pairs:
        found[index] = place
        free.discard(place)


def _key(unit: Unit) -> tuple[str, str]:
    return unit.kind, unit.text or unit.label


def _by_likeness(old: Sequence[Unit], new: Sequence[Unit], found: list[int], free: set[int]) -> None:
    """First among the neighbours in the same gap between matched units, then anywhere within bounds."""
    after = _NONE
    for index, unit in enumerate(new):
        if found[index] == _NONE:
            _take(old, unit, _gap(free, after, len(old)), found, index, free)
        if found[index] != _NONE:
            after = found[index]
    left = [index for index, match in enumerate(found) if match == _NONE]
    if len(left) * len(free) > _MOST_PAIRS:
        return
    for index in left:
        _take(old, new[index], sorted(free), found, index, free)


def _gap(free: set[int], after: int, count: int) -> list[int]:
    """The first free old units that directly follow `after`."""
    near: list[int] = []
    place = after + 1
    while place < count and place in free and len(near) < _MOST_NEAR:
        near.append(place)
        place += 1
    return near


def _take(
    old: Sequence[Unit], unit: Unit, candidates: Sequence[int], found: list[int], index: int, free: set[int]
) -> None:
    """Match `unit` with the likeliest of the candidates, if one is like enough."""
    best, likeness = _NONE, _LIKE
    text = unit.text[:_KNOWN_BY]
    for place in candidates:
        if old[place].kind is unit.kind and text:
            score = Indel.normalized_similarity(old[place].text[:_KNOWN_BY], text, score_cutoff=likeness)
            if score > likeness or (score == likeness and best == _NONE):
                best, likeness = place, score
    if best != _NONE:
        _match([(best, index)], found, free)
