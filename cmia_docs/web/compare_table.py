"""A compared table: its changes inside the cells, rather than as lines of pipes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from markupsafe import Markup, escape

from cmia_docs.text.compare import Op

Piece = tuple[Op, str]
Cell = list[Piece]
Row = list[Cell]

_CUT = re.compile(r"((?<!\\)\||\n)")
_RULE = re.compile(r"[\s:-]*")
_TABLE = Markup('<table class="diff-table">{}</table>')
_SIDES = {"both": (Op.INSERTED, Op.DELETED), "old": (Op.DELETED,), "new": (Op.INSERTED,)}


def table_sides(spans: Iterable[Piece]) -> dict[str, Markup]:
    """The table with all changes (`both`), and as it was (`old`) and is (`new`), each with its own marked.

    A row is what stands between two line ends of the source, whichever text they belong to.
    """
    rows = _rows(spans)
    return {side: _table(rows, ops) for side, ops in _SIDES.items()}


def _rows(spans: Iterable[Piece]) -> list[Row]:
    rows: list[Row] = [[[]]]
    for op, source in spans:
        for piece in _CUT.split(source):
            if piece == "\n":
                rows.append([[]])
            elif piece == "|":
                rows[-1].append([])
            elif piece:
                rows[-1][-1].append((op, piece.replace("\\|", "|")))
    return [inner for row in rows if (inner := _inner(row))]


def _inner(row: Row) -> Row:
    """The cells between the first pipe and the last; none for the row of dashes under the head."""
    cells = [cell for place, cell in enumerate(row) if _words(cell) or 0 < place < len(row) - 1]
    is_rule = all("-" in _words(cell) and _RULE.fullmatch(_words(cell)) for cell in cells)
    return [] if is_rule else cells


def _words(cell: Sequence[Piece]) -> str:
    return "".join(words for _op, words in cell).strip()


def _table(rows: Sequence[Row], shown: tuple[Op, ...]) -> Markup:
    lines = (_line(row, shown) for row in rows)
    return _TABLE.format(Markup("").join(line for line in lines if line))


def _line(row: Row, shown: tuple[Op, ...]) -> Markup:
    cells = [[piece for piece in cell if piece[0] is Op.SAME or piece[0] in shown] for cell in row]
    if not any(_words(cell) for cell in cells):
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
        return Markup('<ins data-said="{}:">{}</ins>').format(_("inserted"), words)
    return Markup('<del data-said="{}:">{}</del>').format(_("deleted"), words)
