"""Pipe tables: the rows of a table unit, and the unit of given rows.

A cell is inline source. A pipe in a cell is written `\\|`; any other backslash belongs to the cell. The first
row is the header if a row of dashes follows it (GitHub Flavored Markdown, section 4.10).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cmia_docs.text.model import Unit

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_BREAK = re.compile(r"[\r\n]")


def rows(unit: Unit) -> list[list[str]]:
    """All rows, the header first, without the row of dashes; all have the length of the longest."""
    lines = unit.text.split("\n")
    if has_header(unit):
        del lines[1]
    cells = [_cells(line) for line in lines]
    width = max(map(len, cells))
    return [[*row, *[""] * (width - len(row))] for row in cells]


def has_header(unit: Unit) -> bool:
    """Whether the first row is a header."""
    lines = unit.text.split("\n", 2)
    return len(lines) > 1 and all(map(_RULE.fullmatch, _cells(lines[1])))


def write_rows(cells: Sequence[Sequence[str]], header: bool = True) -> str:
    """The text of a table unit. Line breaks in a cell become spaces; without rows it is one empty cell."""
    lines = [_line(row) for row in cells] or [_line([""])]
    if header:
        width = max((len(row) for row in cells), default=1)
        lines.insert(1, "|" + "---|" * max(width, 1))
    elif len(lines) > 1 and all(_RULE.fullmatch(cell.strip()) for cell in cells[1]):
        # A second row of dashes is escaped, so that it does not make the first row a header.
        lines[1] = lines[1].replace("-", "\\-", 1)
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    line = line.strip()
    inside = line.removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(inside)]


def _line(row: Sequence[str]) -> str:
    cells = (" ".join(filter(None, map(str.strip, _BREAK.split(cell)))).replace("|", "\\|") for cell in row)
    return f"| {' | '.join(cells)} |"
