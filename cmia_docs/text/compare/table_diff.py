"""Which words of a table changed: rows are put beside each other first, then cells, then words.

So no change reaches over the border of a cell, and a row that was put in pushes no other one out of its place
although all that follow have another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from cmia_docs.text.compare.word_diff import Op, Span, Spans, blocks_between, spans_between, whole

_ROW = re.compile(r"[^\n]*\n|[^\n]+")
_BEFORE_CELL = re.compile(r"(?<!\\)(?=\|)")
# A row's number says nothing of which row it is.
_NUMBER = re.compile(r"\|[ \t]*\d{1,6}[.)]?[ \t]*(?=\|)")
_BORDERS = re.compile(r"[| \t\n]+")
_LIKE = 0.5
_KNOWN_BY = 400
_MOST_PAIRS = 10_000


def table_spans(old: str, new: str) -> Spans:
    """As `spans.spans_between`, for the sources of two tables."""
    blocks = blocks_between(_ROW.findall(old), _ROW.findall(new))
    if blocks is None:
        return spans_between(old, new)
    spans: list[Span] = []
    for same, before, after in blocks:
        if same:
            spans += whole(Op.SAME, before)
        else:
            spans += _of_rows(_ROW.findall(before), _ROW.findall(after))
    return tuple(_joined(spans))


def _of_rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    before = after = 0
    for place, other in [*_beside(old, new), (len(old), len(new))]:
        yield from _of_others(old[before:place], new[after:other])
        if place < len(old):
            yield from _of_row(old[place], new[other])
        before, after = place + 1, other + 1


def _of_others(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Rows that are alike to none: written anew where as many stand in their place, else gone and come."""
    if len(old) == len(new):
        for row, other in zip(old, new, strict=True):
            yield from _of_row(row, other)
    else:
        yield from whole(Op.DELETED, "".join(old))
        yield from whole(Op.INSERTED, "".join(new))


def _beside(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of rows, in order, that are most alike together."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    likeness = _likeness(list(map(_known_by, old)), list(map(_known_by, new)))
    # best[i][j]: the most that the first i rows and the first j can have in common.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for place, row in enumerate(likeness, 1):
        for other, like in enumerate(row, 1):
            together = best[place - 1][other - 1] + like
            best[place][other] = max(together, best[place - 1][other], best[place][other - 1])
    return _way_back(best, likeness)


def _likeness(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    return [[Indel.normalized_similarity(row, other, score_cutoff=_LIKE) for other in new] for row in old]


def _way_back(best: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    pairs = []
    place, other = len(best) - 1, len(best[0]) - 1
    while place and other:
        if best[place][other] == best[place][other - 1]:
            other -= 1
        elif best[place][other] == best[place - 1][other]:
            place -= 1
        else:
            place, other = place - 1, other - 1
            pairs.append((place, other))
    return pairs[::-1]


def _known_by(row: str) -> str:
    """The words of a row, without its number if it has others."""
    found = _NUMBER.match(row)
    rest = row[found.end() :] if found else row
    return _BORDERS.sub(" ", rest if rest.strip("| \t\n") else row).strip()[:_KNOWN_BY]


def _of_row(old: str, new: str) -> Iterator[Span]:
    """Cell by cell. Where one row has more cells than the other, as many as may be are the same ones."""
    cells, others = _BEFORE_CELL.split(old), _BEFORE_CELL.split(new)
    if len(cells) == len(others):
        yield from _of_cells(cells, others)
        return
    for same, before, after in blocks_between(cells, others) or [(False, old, new)]:
        if same:
            yield from whole(Op.SAME, before)
        else:
            yield from _of_cells(_BEFORE_CELL.split(before), _BEFORE_CELL.split(after))


def _of_cells(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    both = min(len(old), len(new))
    for cell, other in zip(old[:both], new[:both], strict=True):
        border = "|" if cell.startswith("|") and other.startswith("|") else ""
        yield from whole(Op.SAME, border)
        yield from spans_between(cell[len(border) :], other[len(border) :])
    yield from whole(Op.DELETED, "".join(old[both:]))
    yield from whole(Op.INSERTED, "".join(new[both:]))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours to which the same happened made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].op is span.op:
            joined.append(Span(span.op, joined.pop().text + span.text))
        else:
            joined.append(span)
    return joined
