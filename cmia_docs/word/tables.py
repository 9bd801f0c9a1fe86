"""Empty Word tables for the cells of a text: columns as wide as their words need, the header on each page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.parser import OxmlElement
from docx.shared import Length
from docx.table import Table

from cmia_docs.text.format.inline import plain
from cmia_docs.word.sheet import TEXT_WIDTH

MOST_COLUMNS = 63
"""Word does not open tables with more columns; a wider table is printed line by line."""

# The width of a column depends on its longest cell, but is at least that of a number, and at most that of a
# sentence: long cells wrap.
_FEWEST, _MOST = 4, 40


def new_table(document: WordDocument, cells: Sequence[Sequence[str]], *, with_head: bool) -> Table:
    """An empty table of the size of `cells` (rows of equal length), at the end of the document."""
    table: Table = document.add_table(len(cells), len(cells[0]))
    table.style = "Table Grid"
    widths = _widths(cells)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if with_head:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _widths(cells: Sequence[Sequence[str]]) -> list[Length]:
    lengths = [max(len(plain(cell)) for cell in column) for column in zip(*cells, strict=True)]
    shares = [min(max(length, _FEWEST), _MOST) + 2 for length in lengths]
    return [Length(TEXT_WIDTH * share // sum(shares)) for share in shares]
