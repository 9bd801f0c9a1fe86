from __future__ import annotations

from cmia_docs.text.compare_tables import RowChange, compare_tables
from cmia_docs.text.model import Kind, Unit
from cmia_docs.text.spans import Op, Span
from cmia_docs.text.table import write_rows


def table(*rows: list[str]) -> Unit:
    return Unit("t1", Kind.TABLE, "", write_rows(rows))


HEAD = ["№", "Мера", "Срок"]


def shown(changes: list[RowChange]) -> list[tuple[str, str]]:
    return [
        (str(change.op), "|".join("".join(s.text for s in cell) for cell in change.cells))
        for change in changes
    ]


def test_equal_tables_are_the_same_row_by_row() -> None:
    one = table(HEAD, ["1", "Обмен сведениями", "2014"])
    assert shown(compare_tables(one, one)) == [("same", "№|Мера|Срок"), ("same", "1|Обмен сведениями|2014")]


def test_rows_come_and_go() -> None:
    old = table(HEAD, ["1", "Обмен сведениями", "2014"], ["2", "Учения", "2015"])
    new = table(HEAD, ["2", "Учения", "2015"], ["3", "Совещание экспертов", "2016"])
    assert shown(compare_tables(old, new)) == [
        ("same", "№|Мера|Срок"),
        ("deleted", "1|Обмен сведениями|2014"),
        ("same", "2|Учения|2015"),
        ("inserted", "3|Совещание экспертов|2016"),
    ]


def test_a_changed_row_says_what_changed_in_each_cell() -> None:
    old = table(HEAD, ["1", "Обмен сведениями о розыске", "2014"])
    new = table(HEAD, ["1", "Обмен данными о розыске", "2014", "БКБОП"])
    assert compare_tables(old, new)[1].cells == (
        (Span(Op.SAME, "1"),),
        (
            Span(Op.SAME, "Обмен "),
            Span(Op.DELETED, "сведениями"),
            Span(Op.INSERTED, "данными"),
            Span(Op.SAME, " о розыске"),
        ),
        (Span(Op.SAME, "2014"),),
        (Span(Op.INSERTED, "БКБОП"),),
    )


def test_very_long_tables_are_compared_in_order() -> None:
    old = table(*([str(number), "мера"] for number in range(4100)))
    new = table(*([str(number), "мера"] for number in range(4101)))
    changes = compare_tables(old, new)
    assert [change.op for change in changes] == [Op.SAME] * 4100 + [Op.INSERTED]
