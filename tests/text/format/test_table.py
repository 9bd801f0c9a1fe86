from __future__ import annotations

import random

import pytest

from cmia_docs.text.format.normalize import clean
from cmia_docs.text.format.table import has_header, rows, write_rows
from cmia_docs.text.model import Unit, UnitKind


def table(text: str) -> Unit:
    return Unit("t1", UnitKind.TABLE, "", text)


@pytest.mark.parametrize(
    ("text", "header", "cells"),
    [
        ("| а | б |\n|---|:-:|\n| 1 | 2 |", True, [["а", "б"], ["1", "2"]]),
        ("| а | б |\n| 1 | 2 |", False, [["а", "б"], ["1", "2"]]),
        ("| а | б\n|---\n| 1 | 2 | 3 |", True, [["а", "б", ""], ["1", "2", "3"]]),
        ("| а \\| б | **в** |", False, [["а | б", "**в**"]]),
        ("|  |", False, [[""]]),
        ("|", False, [[""]]),
        ("| а |\n|---|", True, [["а"]]),
        ("| путь C:\\х |", False, [["путь C:\\х"]]),
        ("| а \\|", False, [["а |"]]),
    ],
)
def test_a_table_is_its_rows(text: str, header: bool, cells: list[list[str]]) -> None:
    assert has_header(table(text)) is header
    assert rows(table(text)) == cells


def test_rows_are_written_as_a_table() -> None:
    assert write_rows([["№", "Мера"], ["1", "а|б\nв"]]) == "| № | Мера |\n|---|---|\n| 1 | а\\|б в |"
    assert write_rows([["а"], ["---"]], header=False) == "| а |\n| \\--- |"
    assert write_rows([]) == "|  |\n|---|"


def test_written_rows_are_read_back() -> None:
    chance = random.Random(5)  # noqa: S311
    pieces = ("", "а", "|", "\\", "\\|", " ", "слово", "{#x}", "1.", "-", "---", ":-:")
    for _ in range(2000):
        header = chance.random() < 0.5
        # Without a header a second row of dashes gets a backslash; that is tested above.
        usable = pieces if header else pieces[:-3]
        width = chance.randrange(1, 4)
        cells = [
            ["".join(chance.choices(usable, k=chance.randrange(4))).strip() for _ in range(width)]
            for _ in range(chance.randrange(1, 4))
        ]
        unit = table(write_rows(cells, header))
        assert clean(UnitKind.TABLE, unit.text) == unit.text
        assert has_header(unit) is header
        assert rows(unit) == cells
