from __future__ import annotations

import pytest

from cmia_docs.text.format.file_format import line_numbers, parse, write
from cmia_docs.text.model import Kind, Text, Unit
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
        ("# Положение {#t1}", Unit("t1", Kind.TITLE, "", "Положение")),
        ("## Глава I. Общее {#c1}", Unit("c1", Kind.SECTION, "Глава I.", "Общее")),
        ("### Глава 1. Общее", Unit("", Kind.CHAPTER, "Глава 1.", "Общее")),
        ("#### Статья 1", Unit("", Kind.ARTICLE, "Статья 1", "")),
        ("##### Приложение № 1", Unit("", Kind.ANNEX, "Приложение № 1", "")),
        ("1. Текст {#p4}", Unit("p4", Kind.CLAUSE, "1.", "Текст")),
        ("1) текст;", Unit("", Kind.POINT, "1)", "текст;")),
        ("а) текст;", Unit("", Kind.SUBPOINT, "а)", "текст;")),
        ("- текст;", Unit("", Kind.DASH, "", "текст;")),
        ("> цитата", Unit("", Kind.QUOTE, "", "цитата")),
        ("[^f1]: сноска {#n1}", Unit("n1", Kind.FOOTNOTE, "f1", "сноска")),
        ("| а | б |", Unit("", Kind.TABLE, "", "| а | б |")),
        ("Текст {#k3}", Unit("k3", Kind.PARAGRAPH, "", "Текст")),
        ("5-1. Текст", Unit("", Kind.CLAUSE, "5-1.", "Текст", fixed=True)),
        ("2. Текст", Unit("", Kind.CLAUSE, "2.", "Текст", fixed=True)),
        ("####### Текст", Unit("", Kind.PARAGRAPH, "", "####### Текст")),
        ("#Текст", Unit("", Kind.PARAGRAPH, "", "#Текст")),
        ("---", Unit("", Kind.PARAGRAPH, "", "---")),
        ("Текст{#k3}", Unit("", Kind.PARAGRAPH, "", "Текст{#k3}")),
        ("Текст {#Ключ}", Unit("", Kind.PARAGRAPH, "", "Текст {#Ключ}")),
        ('Текст {kind="прочее"}', Unit("", Kind.PARAGRAPH, "", 'Текст {kind="прочее"}')),
        ("##", Unit("", Kind.SECTION, "", "")),
        ("{#k3}", Unit("k3", Kind.PARAGRAPH, "", "")),
        ("Глава 1.\xa0Общее", Unit("", Kind.PARAGRAPH, "", "Глава 1.\xa0Общее")),
        ("1.\xa0Текст", Unit("", Kind.CLAUSE, "1.", "Текст")),
    ],
)
def test_a_line_is_a_unit(line: str, unit: Unit) -> None:
    assert only(line) == unit


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        (Unit("", Kind.PARAGRAPH, "", "1. января"), "1\\. января\n"),
        (Unit("", Kind.PARAGRAPH, "", "а) и б)"), "а\\) и б)\n"),
        (Unit("", Kind.PARAGRAPH, "", "(a) and"), "(a\\) and\n"),
        (Unit("", Kind.PARAGRAPH, "", "# 5"), "\\# 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "- 5"), "\\- 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "| 5"), "\\| 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "> 5"), "\\> 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "[^f1]: 5"), "\\[^f1]: 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "\\# 5"), "\\\\# 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "1\\. 5"), "1\\\\. 5\n"),
        (Unit("", Kind.PARAGRAPH, "", "слово {#x}"), "слово \\{#x}\n"),
        (Unit("k3", Kind.PARAGRAPH, "", "слово {#x}"), "слово {#x} {#k3}\n"),
        (Unit("", Kind.PARAGRAPH, "", ""), "{}\n"),
        (Unit("c1", Kind.SECTION, "", "Глава 5"), 'Глава 5 {#c1 kind="section"}\n'),
        (Unit("p1", Kind.POINT, "1 bis)", "текст", fixed=True), "1 bis) текст {#p1}\n"),
        (
            Unit("p1", Kind.CLAUSE, "первое", "текст", fixed=True),
            'первое текст {#p1 kind="clause" label="первое"}\n',
        ),
        (
            Unit("p1", Kind.CLAUSE, '"{5}"', "", fixed=True),
            '"{5}" {#p1 kind="clause" label="\\u0022\\u007b5\\u007d\\u0022"}\n',
        ),
        (Unit("Ключ", Kind.DASH, "", "текст"), '- текст {id="Ключ"}\n'),
        (Unit("t1", Kind.TABLE, "", "| а {#x}"), "| а \\{#x}\n{#t1}\n"),
    ],
)
def test_what_could_be_misread_is_written_so_that_it_is_not(unit: Unit, line: str) -> None:
    text = Text("ru", (unit,))
    assert write(text) == line
    assert parse(line, "ru") == text


def test_lines_of_one_block_are_units_where_they_begin_like_units() -> None:
    text = parse("1. Совет вправе\nзапрашивать:\n1) сведения;\n2) мнения\nэкспертов. {#q2}\nИ решать.", "ru")
    assert text.units == (
        Unit("", Kind.CLAUSE, "1.", "Совет вправе запрашивать:"),
        Unit("", Kind.POINT, "1)", "сведения;"),
        Unit("q2", Kind.POINT, "2)", "мнения экспертов."),
        Unit("", Kind.PARAGRAPH, "", "И решать."),
    )


def test_a_line_that_says_its_kind_is_a_unit_of_its_own() -> None:
    text = parse('Текст\nтретье слово {#p3 kind="point" label="третье"}\nи', "ru")
    assert text.units == (
        Unit("", Kind.PARAGRAPH, "", "Текст"),
        Unit("p3", Kind.POINT, "третье", "слово", fixed=True),
        Unit("", Kind.PARAGRAPH, "", "и"),
    )


def test_a_heading_takes_no_further_lines() -> None:
    text = parse("## Глава I. Общее\nТекст.", "ru")
    assert [unit.kind for unit in text.units] == [Kind.SECTION, Kind.PARAGRAPH]


def test_table_lines_in_a_row_are_one_table_with_its_id_after_it() -> None:
    text = parse("| а | б |\n|---|---|\n| 1 | 2 |\n{#t1}\nТекст.\n| в |\n\n| г | {#t2}", "ru")
    assert text.units == (
        Unit("t1", Kind.TABLE, "", "| а | б |\n|---|---|\n| 1 | 2 |"),
        Unit("", Kind.PARAGRAPH, "", "Текст."),
        Unit("", Kind.TABLE, "", "| в |"),
        Unit("t2", Kind.TABLE, "", "| г |"),
    )


def test_the_input_need_not_be_normal() -> None:
    assert only("\ufeffе\u0308ж \r\n\r\n") == Unit("", Kind.PARAGRAPH, "", "ёж")


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
    """A pattern that backtracks would not come to an end here."""
    text = parse(piece * (1_000_000 // len(piece)), "ru")
    assert parse(write(text), "ru") == text
