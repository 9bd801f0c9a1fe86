"""Which rows and cells of a table changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.distance import Indel

from cmia_docs.text.model import Unit
from cmia_docs.text.spans import Op, Spans, spans_between, whole
from cmia_docs.text.table import rows

# Rows are one row changed if so much of their words is common.
_LIKE = 0.4
_MOST_NEAR = 16
_MOST_CELLS = 16_000_000
_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: `same` stands for a changed one too, whose cells say what changed. A cell is its spans."""

    op: Op
    cells: tuple[Spans, ...]


def compare_tables(old: Unit, new: Unit) -> list[RowChange]:
    """All rows of two tables, heads first, in the order of the new one; removed rows where they stood."""
    before = [tuple(row) for row in rows(old)]
    after = [tuple(row) for row in rows(new)]
    if len(before) * len(after) > _MOST_CELLS:
        return list(_changed(before, after))
    changes: list[RowChange] = []
    gone: list[_Row] = []
    come: list[_Row] = []
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            changes += _changed(gone, come)
            gone, come = [], []
            changes += (_row(Op.SAME, row) for row in before[code.src_start : code.src_end])
            continue
        gone += before[code.src_start : code.src_end]
        come += after[code.dest_start : code.dest_end]
    return [*changes, *_changed(gone, come)]


def _changed(gone: Sequence[_Row], come: Sequence[_Row]) -> Iterator[RowChange]:
    """Rows between two that stayed: in their order, each new one beside the next old one that is like it."""
    place = 0
    for row in come:
        near = range(place, min(place + _MOST_NEAR, len(gone)))
        match = next((at for at in near if _is_like(gone[at], row)), None)
        if match is None:
            yield _row(Op.INSERTED, row)
            continue
        yield from (_row(Op.DELETED, lost) for lost in gone[place:match])
        pairs = zip_longest(gone[match], row, fillvalue="")
        yield RowChange(Op.SAME, tuple(spans_between(one, other) for one, other in pairs))
        place = match + 1
    yield from (_row(Op.DELETED, lost) for lost in gone[place:])


def _is_like(one: _Row, other: _Row) -> bool:
    return Indel.normalized_similarity(" ".join(one)[:400], " ".join(other)[:400]) >= _LIKE


def _row(op: Op, row: _Row) -> RowChange:
    return RowChange(op, tuple(whole(op, cell) for cell in row))
