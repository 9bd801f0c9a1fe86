"""What is typed into a unit is stored unchanged or refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmia_docs.errors import Invalid
from cmia_docs.text.edit import operations
from cmia_docs.text.edit.typed_text import lines_of, typed
from cmia_docs.text.format.file_format import parse, write
from cmia_docs.text.format.normalize import nfc
from cmia_docs.text.model import Text, Unit, UnitKind
from tests.text.strategies import joined_texts, raw_texts

many = settings(
    max_examples=1000, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
LABELS = {
    UnitKind.ARTICLE: "Статья 1.",
    UnitKind.CLAUSE: "1.",
    UnitKind.POINT: "1)",
    UnitKind.SUBPOINT: "а)",
    UnitKind.FOOTNOTE: "f1",
}


@pytest.mark.parametrize(
    "content",
    [
        "1. Начинается как пункт", "а) как подпункт", "- как тире", "# как заголовок", "| как таблица |",
        "кончается как {#id}", "{#id}", "\\{#id}", '{kind="clause"}', "с\tтабуляцией", "два  пробела",
        "[^f1]: как сноска", "\\1. с чертой", "неразрывный\xa0пробел", "мягкий\xadперенос",
        "<script>alert(1)</script>",
        "😀 שלום \u202e", "Статья 5. как статья", "**", "[[b2]] и [[нет]]",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "kind", [UnitKind.PARAGRAPH, UnitKind.CLAUSE, UnitKind.ARTICLE, UnitKind.DASH, UnitKind.FOOTNOTE]
)
def test_what_looks_like_something_else_comes_back_as_typed(kind: UnitKind, content: str) -> None:
    text = Text("ru", (Unit("p1", kind, LABELS.get(kind, ""), typed(kind, content)),))

    assert parse(write(text), "ru").units[0].text == content


def test_blanks_and_line_breaks_at_the_ends_are_dropped() -> None:
    assert typed(UnitKind.PARAGRAPH, " \t\r\nтекст\r\n\r\n ") == "текст"


def test_a_line_break_inside_is_refused_with_the_number_of_lines() -> None:
    with pytest.raises(Invalid) as refused:
        typed(UnitKind.CLAUSE, "первая\r\n\r\nвторая\rтретья")

    assert refused.value.code == "unit.line_break"
    assert refused.value.details == {"lines": "3"}


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "U+0000"), ("\x0b", "U+000B"), ("\x1b", "U+001B"), ("\x85", "U+0085"),
        ("\ud800", "U+D800"), ("\ufffd", "U+FFFD"),
    ],
)  # fmt: skip
def test_a_character_that_would_not_come_back_is_refused(character: str, shown: str) -> None:
    with pytest.raises(Invalid) as refused:
        typed(UnitKind.PARAGRAPH, f"аб{character}в")

    assert refused.value.code == "unit.character"
    assert refused.value.details == {"character": shown, "position": "3"}


def test_a_table_is_its_rows() -> None:
    assert (
        typed(UnitKind.TABLE, "| а | б |\r\n|---|---|\r\n\r\n  | 1 | 2 |  \r\n")
        == "| а | б |\n|---|---|\n| 1 | 2 |"
    )


def test_a_line_of_a_table_that_is_no_row_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        typed(UnitKind.TABLE, "| а |\nпояснение")

    assert refused.value.code == "unit.table_line"
    assert refused.value.details == {"line": "пояснение"}


def test_lines_without_words_are_no_lines() -> None:
    assert lines_of("раз\r\n \t\r\nдва\n") == ["раз", "два"]
    assert lines_of(" \n") == []


def accepted(kind: UnitKind, content: str) -> str | None:
    """The text to be stored; None where what was typed is refused."""
    try:
        return typed(kind, content)
    except Invalid:
        return None


@many
@given(
    st.sampled_from([kind for kind in UnitKind if kind is not UnitKind.TABLE]),
    raw_texts | joined_texts | st.text(),
)
def test_what_is_typed_is_what_comes_back(kind: UnitKind, content: str) -> None:
    before = Text("ru", (Unit("p1", kind, LABELS.get(kind, ""), "было"),))
    words = accepted(kind, content)
    if words is None:
        return

    assert words == nfc(content.strip(" \t\r\n"))
    after = operations.set_texts(before, {"p1": words})
    assert parse(write(after), "ru").units[0].text == words


@many
@given(st.lists(raw_texts | joined_texts | st.text(), max_size=4))
def test_a_typed_table_comes_back_row_by_row(cells: list[str]) -> None:
    content = "\n".join(f"| {cell}" for cell in cells)
    rows = accepted(UnitKind.TABLE, content)
    if rows is None:
        return

    assert rows.split("\n") == ([nfc(line) for line in lines_of(content)] or ["|"])
    text = Text("ru", (Unit("p1", UnitKind.TABLE, "", rows),))
    assert parse(write(text), "ru") == text
