from __future__ import annotations

import pytest

from cmia_docs.text.format.file_format import line_numbers, parse, write
from cmia_docs.text.model import Text, Unit, UnitKind
from tests.text.examples import REGULATION, REGULATION_EN, regulation


def only(source: str) -> Unit:
    """The one unit of a file."""
    (unit,) = parse(source, "ru").units
    return unit


@pytest.mark.parametrize("source", [REGULATION, REGULATION_EN])
def test_a_file_in_our_form_is_written_as_it_was(source: str) -> None:
    assert write(parse(source, "ru")) == source


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("# Положение {#t1}", Unit("t1", UnitKind.TITLE, "", "Положение")),
        ("## Глава I. Общее {#c1}", Unit("c1", UnitKind.SECTION, "Глава I.", "Общее")),
        ("### Глава 1. Общее", Unit("", UnitKind.CHAPTER, "Глава 1.", "Общее")),
        ("#### Статья 1", Unit("", UnitKind.ARTICLE, "Статья 1", "")),
        ("##### Приложение № 1", Unit("", UnitKind.ANNEX, "Приложение № 1", "")),
        ("1. Текст {#p4}", Unit("p4", UnitKind.CLAUSE, "1.", "Текст")),
        ("1) текст;", Unit("", UnitKind.POINT, "1)", "текст;")),
        ("а) текст;", Unit("", UnitKind.SUBPOINT, "а)", "текст;")),
        ("- текст;", Unit("", UnitKind.DASH, "", "текст;")),
        ("> цитата", Unit("", UnitKind.QUOTE, "", "цитата")),
        ("[^f1]: сноска {#n1}", Unit("n1", UnitKind.FOOTNOTE, "f1", "сноска")),
        ("| а | б |", Unit("", UnitKind.TABLE, "", "| а | б |")),
        ("Текст {#k3}", Unit("k3", UnitKind.PARAGRAPH, "", "Текст")),
        ("5-1. Текст", Unit("", UnitKind.CLAUSE, "5-1.", "Текст", fixed=True)),
        ("2. Текст", Unit("", UnitKind.CLAUSE, "2.", "Текст", fixed=True)),
        ("####### Текст", Unit("", UnitKind.PARAGRAPH, "", "####### Текст")),
        ("#Текст", Unit("", UnitKind.PARAGRAPH, "", "#Текст")),
        ("---", Unit("", UnitKind.PARAGRAPH, "", "---")),
        ("Текст{#k3}", Unit("", UnitKind.PARAGRAPH, "", "Текст{#k3}")),
        ("Текст {#Ключ}", Unit("", UnitKind.PARAGRAPH, "", "Текст {#Ключ}")),
        ('Текст {kind="прочее"}', Unit("", UnitKind.PARAGRAPH, "", 'Текст {kind="прочее"}')),
        ("##", Unit("", UnitKind.SECTION, "", "")),
        ("{#k3}", Unit("k3", UnitKind.PARAGRAPH, "", "")),
        ("Глава 1.\xa0Общее", Unit("", UnitKind.PARAGRAPH, "", "Глава 1.\xa0Общее")),
        ("1.\xa0Текст", Unit("", UnitKind.CLAUSE, "1.", "Текст")),
    ],
)
def test_a_line_is_a_unit(line: str, unit: Unit) -> None:
    assert only(line) == unit


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        (Unit("", UnitKind.PARAGRAPH, "", "1. января"), "1\\. января\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "а) и б)"), "а\\) и б)\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "(a) and"), "(a\\) and\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "# 5"), "\\# 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "- 5"), "\\- 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "| 5"), "\\| 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "> 5"), "\\> 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "[^f1]: 5"), "\\[^f1]: 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "\\# 5"), "\\\\# 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "1\\. 5"), "1\\\\. 5\n"),
        (Unit("", UnitKind.PARAGRAPH, "", "слово {#x}"), "слово \\{#x}\n"),
        (Unit("k3", UnitKind.PARAGRAPH, "", "слово {#x}"), "слово {#x} {#k3}\n"),
        (Unit("", UnitKind.PARAGRAPH, "", ""), "{}\n"),
        (Unit("c1", UnitKind.SECTION, "", "Глава 5"), 'Глава 5 {#c1 kind="section"}\n'),
        (Unit("p1", UnitKind.POINT, "1 bis)", "текст", fixed=True), "1 bis) текст {#p1}\n"),
        (
            Unit("p1", UnitKind.CLAUSE, "первое", "текст", fixed=True),
            'первое текст {#p1 kind="clause" label="первое"}\n',
        ),
        (
            Unit("p1", UnitKind.CLAUSE, '"{5}"', "", fixed=True),
            '"{5}" {#p1 kind="clause" label="\\u0022\\u007b5\\u007d\\u0022"}\n',
        ),
        (Unit("Ключ", UnitKind.DASH, "", "текст"), '- текст {id="Ключ"}\n'),
        (Unit("t1", UnitKind.TABLE, "", "| а {#x}"), "| а \\{#x}\n{#t1}\n"),
    ],
)
def test_what_could_be_misread_is_written_so_that_it_is_not(unit: Unit, line: str) -> None:
    text = Text("ru", (unit,))
    assert write(text) == line
    assert parse(line, "ru") == text


def test_lines_of_one_block_are_units_where_they_begin_like_units() -> None:
    text = parse("1. Совет вправе\nзапрашивать:\n1) сведения;\n2) мнения\nэкспертов. {#q2}\nИ решать.", "ru")
    assert text.units == (
        Unit("", UnitKind.CLAUSE, "1.", "Совет вправе запрашивать:"),
        Unit("", UnitKind.POINT, "1)", "сведения;"),
        Unit("q2", UnitKind.POINT, "2)", "мнения экспертов."),
        Unit("", UnitKind.PARAGRAPH, "", "И решать."),
    )


def test_a_line_that_says_its_kind_is_a_unit_of_its_own() -> None:
    text = parse('Текст\nтретье слово {#p3 kind="point" label="третье"}\nи', "ru")
    assert text.units == (
        Unit("", UnitKind.PARAGRAPH, "", "Текст"),
        Unit("p3", UnitKind.POINT, "третье", "слово", fixed=True),
        Unit("", UnitKind.PARAGRAPH, "", "и"),
    )


def test_a_heading_takes_no_further_lines() -> None:
    text = parse("## Глава I. Общее\nТекст.", "ru")
    assert [unit.kind for unit in text.units] == [UnitKind.SECTION, UnitKind.PARAGRAPH]


def test_table_lines_in_a_row_are_one_table_with_its_id_after_it() -> None:
    text = parse("| а | б |\n|---|---|\n| 1 | 2 |\n{#t1}\nТекст.\n| в |\n\n| г | {#t2}", "ru")
    assert text.units == (
        Unit("t1", UnitKind.TABLE, "", "| а | б |\n|---|---|\n| 1 | 2 |"),
        Unit("", UnitKind.PARAGRAPH, "", "Текст."),
        Unit("", UnitKind.TABLE, "", "| в |"),
        Unit("t2", UnitKind.TABLE, "", "| г |"),
    )


def test_the_input_need_not_be_normal() -> None:
    assert only("\ufeffе\u0308ж \r\n\r\n") == Unit("", UnitKind.PARAGRAPH, "", "ёж")


def test_an_empty_paragraph_is_written_as_its_id_alone() -> None:
    assert write(Text("ru", (Unit("p1", UnitKind.PARAGRAPH, "", ""),))) == "{#p1}\n"


def test_an_empty_file_is_an_empty_text() -> None:
    assert parse(" \n\t\n", "ru") == Text("ru")
    assert write(Text("ru")) == ""


def test_line_numbers_are_those_of_the_written_file() -> None:
    lines = REGULATION.split("\n")
    numbers = line_numbers(regulation())
    ends = [lines[number - 1].rpartition(" ")[2] for number in numbers]
    assert ends[:4] == ["{#t1}", "{#k3}", "{#c1}", "{#a1}"]
    assert lines[numbers[-2] - 1] == "1. Расходы несут государства. {#x4}"


@pytest.mark.parametrize(
    "piece",
    ["[", "|", "*", " ", "{", "}", "\\", "(", "#", "1.", "1", "`", "_", "^", "[^", "а)", "| \n", "x\n", "- ",
     "{#a} ", "\\u0022", "Статья ", "§", "IV", "а\u0301\u0323", "5-1", '{label="'],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_and_written_back(piece: str) -> None:
    """A pattern that backtracks would not finish here."""
    text = parse(piece * (1_000_000 // len(piece)), "ru")
    assert parse(write(text), "ru") == text
