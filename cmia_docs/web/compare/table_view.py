"""A compared table: its changes are shown inside the cells, not as lines of pipes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from markupsafe import Markup, escape

from cmia_docs.text.compare.compare import Op, Span

Piece = tuple[Op, str]


@dataclass(slots=True)
class _Cell:
    """What follows a border, and whether that border is old, new or in both texts."""

    op: Op
    pieces: list[Piece] = field(default_factory=list)


_TableRow = list[_Cell]

_CUT = re.compile(r"((?<!\\)\||\n)")
_RULE = re.compile(r"[\s:-]*")
_TABLE = Markup('<table class="diff-table">{}</table>')
_SIDES = {"both": (Op.INSERTED, Op.DELETED), "old": (Op.DELETED,), "new": (Op.INSERTED,)}


def table_sides(spans: Iterable[Span], words: Callable[[Op, str], str]) -> dict[str, Markup]:
    """The table with all changes (`both`), and as it was (`old`) and is (`new`), each with its own marked.

    A row is what is between two line ends of the source, whichever text they belong to. `words` gives the
    words of a piece of a cell's source.
    """
    rows = _rows(spans, words)
    return {side: _table(rows, ops) for side, ops in _SIDES.items()}


def _rows(spans: Iterable[Span], words: Callable[[Op, str], str]) -> list[_TableRow]:
    rows: list[_TableRow] = [[_Cell(Op.SAME)]]
    for span in spans:
        for piece in _CUT.split(span.text):
            if piece == "\n":
                rows.append([_Cell(Op.SAME)])
            elif piece == "|":
                rows[-1].append(_Cell(span.op))
            elif piece:
                rows[-1][-1].pieces.append((span.op, words(span.op, piece.replace("\\|", "|"))))
    return [inner for row in rows if (inner := _inner(row))]


def _inner(row: _TableRow) -> _TableRow:
    """The cells between the first pipe and the last; none for the line of dashes under the head."""
    cells = [cell for index, cell in enumerate(row) if _words(cell.pieces) or 0 < index < len(row) - 1]
    is_rule = all("-" in _words(cell.pieces) and _RULE.fullmatch(_words(cell.pieces)) for cell in cells)
    return [] if is_rule else cells


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(words for _op, words in pieces).strip()


def _table(rows: Sequence[_TableRow], shown: tuple[Op, ...]) -> Markup:
    lines = (_line(row, shown) for row in rows)
    return _TABLE.format(Markup("").join(line for line in lines if line))


def _line(row: _TableRow, shown: tuple[Op, ...]) -> Markup:
    """The cells of one side: those whose border is in it."""
    ops = {Op.SAME, *shown}
    cells = [[piece for piece in cell.pieces if piece[0] in ops] for cell in row if cell.op in ops]
    if not any(map(_words, cells)):
        return Markup("")
    return Markup("<tr>{}</tr>").format(
        Markup("").join(Markup("<td>{}</td>").format(_marked(cell)) for cell in cells)
    )


def _marked(cell: Sequence[Piece]) -> Markup:
    return Markup("").join(_piece(op, words) for op, words in cell)


def _piece(op: Op, words: str) -> Markup:
    if op is Op.SAME or not words.strip():
        return escape(words)
    if op is Op.INSERTED:
        return Markup('<ins data-change="{}:">{}</ins>').format(_("inserted"), words)
    return Markup('<del data-change="{}:">{}</del>').format(_("deleted"), words)
