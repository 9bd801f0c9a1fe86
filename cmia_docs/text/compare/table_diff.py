"""Which words of a table changed: first rows are aligned, then cells, then words.

So no change extends beyond a cell, and an inserted row does not make the rows after it appear changed,
although all of them have new numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from cmia_docs.text.compare.word_diff import Op, Span, Spans, blocks_between, spans_between, whole

_ROW = re.compile(r"[^\n]*\n|[^\n]+")
_BEFORE_CELL = re.compile(r"(?<!\\)(?=\|)")
# The number of a row does not identify it.
_NUMBER = re.compile(r"\|[ \t]*\d{1,6}[.)]?[ \t]*(?=\|)")
_BORDERS = re.compile(r"[| \t\n]+")
_LEAST_SIMILARITY = 0.5
_COMPARED_CHARACTERS = 400
_MOST_PAIRS = 10_000


def table_spans(old: str, new: str) -> Spans:
    """As `word_diff.spans_between`, for the sources of two tables."""
    blocks = blocks_between(_ROW.findall(old), _ROW.findall(new))
    if blocks is None:
        return spans_between(old, new)
    spans: list[Span] = []
    for same, before, after in blocks:
        if same:
            spans += whole(Op.SAME, before)
        else:
            spans += _row_spans(_ROW.findall(before), _ROW.findall(after))
    return tuple(_joined(spans))


def _row_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    before = after = 0
    for old_index, new_index in [*_aligned(old, new), (len(old), len(new))]:
        yield from _unmatched_spans(old[before:old_index], new[after:new_index])
        if old_index < len(old):
            yield from _spans_of_row(old[old_index], new[new_index])
        before, after = old_index + 1, new_index + 1


def _unmatched_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Rows without a similar one: compared in pairs if equally many, else all deleted and inserted."""
    if len(old) == len(new):
        for row, other in zip(old, new, strict=True):
            yield from _spans_of_row(row, other)
    else:
        yield from whole(Op.DELETED, "".join(old))
        yield from whole(Op.INSERTED, "".join(new))


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of rows, in order, with the greatest total similarity."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    similarities = _similarities(list(map(_row_words, old)), list(map(_row_words, new)))
    # best[i][j]: the greatest total similarity of the first i old rows and the first j new rows.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for old_count, row in enumerate(similarities, 1):
        for new_count, similarity in enumerate(row, 1):
            paired = best[old_count - 1][new_count - 1] + similarity
            best[old_count][new_count] = max(
                paired, best[old_count - 1][new_count], best[old_count][new_count - 1]
            )
    return _traced_back(best, similarities)


def _similarities(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    return [
        [Indel.normalized_similarity(row, other, score_cutoff=_LEAST_SIMILARITY) for other in new]
        for row in old
    ]


def _traced_back(
    best: Sequence[Sequence[float]], similarities: Sequence[Sequence[float]]
) -> list[tuple[int, int]]:
    pairs = []
    old_index, new_index = len(best) - 1, len(best[0]) - 1
    while old_index and new_index:
        if best[old_index][new_index] == best[old_index][new_index - 1]:
            new_index -= 1
        elif best[old_index][new_index] == best[old_index - 1][new_index]:
            old_index -= 1
        else:
            old_index, new_index = old_index - 1, new_index - 1
            pairs.append((old_index, new_index))
    return pairs[::-1]


def _row_words(row: str) -> str:
    """The words by which a row is compared, without its number if it has other words."""
    number = _NUMBER.match(row)
    rest = row[number.end() :] if number else row
    return _BORDERS.sub(" ", rest if rest.strip("| \t\n") else row).strip()[:_COMPARED_CHARACTERS]


def _spans_of_row(old: str, new: str) -> Iterator[Span]:
    """Cell by cell. Where the numbers of cells differ, as many as possible are matched as equal."""
    cells, others = _BEFORE_CELL.split(old), _BEFORE_CELL.split(new)
    if len(cells) == len(others):
        yield from _cell_spans(cells, others)
        return
    for same, before, after in blocks_between(cells, others) or [(False, old, new)]:
        if same:
            yield from whole(Op.SAME, before)
        else:
            yield from _cell_spans(_BEFORE_CELL.split(before), _BEFORE_CELL.split(after))


def _cell_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    both = min(len(old), len(new))
    for cell, other in zip(old[:both], new[:both], strict=True):
        border = "|" if cell.startswith("|") and other.startswith("|") else ""
        yield from whole(Op.SAME, border)
        yield from spans_between(cell[len(border) :], other[len(border) :])
    yield from whole(Op.DELETED, "".join(old[both:]))
    yield from whole(Op.INSERTED, "".join(new[both:]))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Adjacent spans of the same operation joined into one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].op is span.op:
            joined.append(Span(span.op, joined.pop().text + span.text))
        else:
            joined.append(span)
    return joined
