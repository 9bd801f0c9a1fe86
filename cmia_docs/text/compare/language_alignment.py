"""The languages of one text side by side, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import readings

# Beyond this (16,000 units against 1,000) structures are matched by kind and number, in order.
_MOST_CELLS = 16_000_000


def side_by_side(texts: Mapping[str, Text]) -> list[dict[str, Unit]]:
    """Rows of units with one id, by language, in the order of the first text.

    A row lacks the languages that do not have its unit. A unit that the first text lacks comes after the unit
    that it follows in its own language. Units without an id, and duplicates of an id, have rows of their own.
    """
    rows: list[dict[str, Unit]] = []
    for language, text in texts.items():
        last = -1
        added: list[tuple[int, dict[str, Unit]]] = []
        known = {
            unit.id: row_index for row_index, row in reversed(list(enumerate(rows))) for unit in row.values()
        }
        for unit in text.units:
            row_index = known.get(unit.id, -1) if unit.id else -1
            if row_index >= 0 and language not in rows[row_index]:
                rows[row_index][language] = unit
                last = row_index
            else:
                added.append((last, {language: unit}))
        rows = _merged(rows, added)
    return rows


def pairs_by_structure(first: Text, second: Text) -> list[tuple[int, int]]:
    """Pairs of indexes of units that correspond in both texts, by kind and number."""
    if [unit.kind for unit in first.units] == [unit.kind for unit in second.units]:
        return [(index, index) for index in range(len(first.units))]
    one, other = _keys(first.units), _keys(second.units)
    if len(one) * len(other) > _MOST_CELLS:
        return _in_order(one, other)
    pairs: list[tuple[int, int]] = []
    for code in Indel.opcodes(one, other):
        if code.tag == "equal":
            pairs += zip(
                range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True
            )
    return pairs


def _merged(
    rows: list[dict[str, Unit]], added: Sequence[tuple[int, dict[str, Unit]]]
) -> list[dict[str, Unit]]:
    after: dict[int, list[dict[str, Unit]]] = {}
    for row_index, row in added:
        after.setdefault(row_index, []).append(row)
    merged = list(after.get(-1, ()))
    for row_index, row in enumerate(rows):
        merged.append(row)
        merged += after.get(row_index, ())
    return merged


def _keys(units: Sequence[Unit]) -> list[tuple[UnitKind, int]]:
    """Kind and number: `Статья 5.` and `Article 5.` have the same key, as have `б)` and `b)`."""
    return [(unit.kind, read[0].number if (read := readings(unit.kind, unit.label)) else 0) for unit in units]


def _in_order(one: list[tuple[UnitKind, int]], other: list[tuple[UnitKind, int]]) -> list[tuple[int, int]]:
    pairs = []
    other_index = 0
    for index, key in enumerate(one):
        if other_index < len(other) and other[other_index] == key:
            pairs.append((index, other_index))
            other_index += 1
    return pairs
