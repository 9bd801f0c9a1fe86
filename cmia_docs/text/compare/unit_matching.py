"""Which unit of the new text corresponds to which unit of the old one."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from cmia_docs.text.model import Unit

# Units without a common id match if their texts are at least this similar.
_LEAST_SIMILARITY = 0.6
# How much of a unit is compared, and limits for texts without ids: pairs of units whose
# words are compared, neighbours compared in a gap, bits of the table of equal units.
_COMPARED_CHARACTERS = 400
_MOST_PAIRS = 20_000
_MOST_NEAR = 16
_MOST_CELLS = 16_000_000
_NONE = -1


def matches(old: Sequence[Unit], new: Sequence[Unit]) -> list[int]:
    """For each new unit the index of the old one, or -1: by id, then by equal text, then by similar text."""
    old_indexes = [_NONE] * len(new)
    free = _by_id(old, new, old_indexes)
    if free:
        _by_text(old, new, old_indexes, free)
    if free:
        _by_similarity(old, new, old_indexes, free)
    return old_indexes


def unmoved(old_indexes: Sequence[int]) -> set[int]:
    """The indexes of the new units that did not move: a longest increasing subsequence, so that few moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, old in enumerate(old_indexes):
        if old == _NONE:
            continue
        length = bisect_left(tails, old)
        before[index] = ends[length - 1] if length else _NONE
        if length == len(tails):
            tails.append(old)
            ends.append(index)
        else:
            tails[length] = old
            ends[length] = index
    longest = set()
    index = ends[-1] if ends else _NONE
    while index != _NONE:
        longest.add(index)
        index = before[index]
    return longest


def _by_id(old: Sequence[Unit], new: Sequence[Unit], old_indexes: list[int]) -> set[int]:
    """Match equal ids; of duplicates the first. Returns the indexes of the unmatched old units."""
    unmatched_by_id: dict[str, int] = {}
    free = set()
    for index, unit in enumerate(old):
        if not unit.id or unit.id in unmatched_by_id:
            free.add(index)
        else:
            unmatched_by_id[unit.id] = index
    for index, unit in enumerate(new):
        if unit.id:
            old_indexes[index] = unmatched_by_id.pop(unit.id, _NONE)
    free.update(unmatched_by_id.values())
    return free


def _by_text(old: Sequence[Unit], new: Sequence[Unit], old_indexes: list[int], free: set[int]) -> None:
    """Match equal units: as many as possible in the same order, then the others in any order."""
    old_free = sorted(free)
    new_free = [index for index, match in enumerate(old_indexes) if match == _NONE]
    old_keys, new_keys = [_key(old[index]) for index in old_free], [_key(new[index]) for index in new_free]
    if len(old_keys) * len(new_keys) <= _MOST_CELLS:
        for code in Indel.opcodes(old_keys, new_keys):
            if code.tag == "equal":
                steps = range(code.src_end - code.src_start)
                pairs = [
                    (old_free[code.src_start + step], new_free[code.dest_start + step]) for step in steps
                ]
                _match(pairs, old_indexes, free)
    left: dict[tuple[str, str], deque[int]] = {}
    for index in sorted(free):
        left.setdefault(_key(old[index]), deque()).append(index)
    for index in new_free:
        if old_indexes[index] == _NONE and (queue := left.get(_key(new[index]))):
            _match([(queue.popleft(), index)], old_indexes, free)


def _match(pairs: Sequence[tuple[int, int]], old_indexes: list[int], free: set[int]) -> None:
    for old_index, index in pairs:
        old_indexes[index] = old_index
        free.discard(old_index)


def _key(unit: Unit) -> tuple[str, str]:
    return unit.kind, unit.text or unit.label


def _by_similarity(old: Sequence[Unit], new: Sequence[Unit], old_indexes: list[int], free: set[int]) -> None:
    """Match similar units: first in the same gap between matched units, then anywhere if they are few."""
    after = _NONE
    for index, unit in enumerate(new):
        if old_indexes[index] == _NONE:
            _match_best(old, unit, _gap(free, after, len(old)), old_indexes, index, free)
        if old_indexes[index] != _NONE:
            after = old_indexes[index]
    left = [index for index, match in enumerate(old_indexes) if match == _NONE]
    if len(left) * len(free) > _MOST_PAIRS:
        return
    for index in left:
        _match_best(old, new[index], sorted(free), old_indexes, index, free)


def _gap(free: set[int], after: int, count: int) -> list[int]:
    """The first unmatched old units directly after `after`."""
    near: list[int] = []
    index = after + 1
    while index < count and index in free and len(near) < _MOST_NEAR:
        near.append(index)
        index += 1
    return near


def _match_best(
    old: Sequence[Unit],
    unit: Unit,
    candidates: Sequence[int],
    old_indexes: list[int],
    index: int,
    free: set[int],
) -> None:
    """Match `unit` with the most similar candidate, if one is similar enough."""
    best, highest = _NONE, _LEAST_SIMILARITY
    text = unit.text[:_COMPARED_CHARACTERS]
    for candidate in candidates:
        if old[candidate].kind is unit.kind and text:
            similarity = Indel.normalized_similarity(
                old[candidate].text[:_COMPARED_CHARACTERS], text, score_cutoff=highest
            )
            if similarity > highest or (similarity == highest and best == _NONE):
                best, highest = candidate, similarity
    if best != _NONE:
        _match([(best, index)], old_indexes, free)
