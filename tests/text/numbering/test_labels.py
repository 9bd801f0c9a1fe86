from __future__ import annotations

import pytest

from cmia_docs.text.model import Kind
from cmia_docs.text.numbering.labels import body_label, heading_label, readings


@pytest.mark.parametrize(
    ("content", "label"),
    [
        ("Глава I. Общие положения", "Глава I."),
        ("ГЛАВА 1", "ГЛАВА 1"),
        ("Раздел ПЕРВЫЙ", "Раздел ПЕРВЫЙ"),
        ("Статья 5-1. Сроки", "Статья 5-1."),
        ("Статья 5^1^. Сроки", "Статья 5^1^."),
        ("Статья 5¹ Сроки", "Статья 5¹"),
        ("Статья 12.3. Сроки", "Статья 12.3."),
        ("Статья 5а. Сроки", "Статья 5а."),
        ("Article 5 bis. Costs", "Article 5 bis."),
        ("Article 5 Costs", "Article 5"),
        ("§ 3. Порядок", "§ 3."),
        ("§3 Порядок", "§3"),
        ("I. Общие положения", "I."),
        ("2) Порядок", "2)"),
        ("1-бап. Мақсаты", "1-бап."),
        ("1‐nji madda:", "1‐nji madda:"),
        ("Моддаи 1. Таъйинот", "Моддаи 1."),
        ("Приложение", "Приложение"),
        ("Приложение к Положению", "Приложение"),
        ("Приложение № 2", "Приложение № 2"),
        ("Приложение А", "Приложение А"),
        ("Annex II", "Annex II"),
        ("Глава ХII. Порядок", "Глава ХII."),  # a Cyrillic Х
        ("Общие положения", ""),
        ("Статьями 5 и 6 установлено", ""),
        ("Приложения", ""),
        ("В целях сотрудничества", ""),
        ("2014 год", ""),
        ("", ""),
    ],
)
def test_a_heading_begins_with_a_label(content: str, label: str) -> None:
    assert heading_label(content) == label


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("1. Текст", (Kind.CLAUSE, "1.")),
        ("12.", (Kind.CLAUSE, "12.")),
        ("5-1. Текст", (Kind.CLAUSE, "5-1.")),
        ("2.3. Текст", (Kind.CLAUSE, "2.3.")),
        ("5^1^. Текст", (Kind.CLAUSE, "5^1^.")),
        ("1) текст", (Kind.POINT, "1)")),
        ("(1) text", (Kind.POINT, "(1)")),
        ("2-1) текст", (Kind.POINT, "2-1)")),
        ("а) текст", (Kind.SUBPOINT, "а)")),
        ("(b) text", (Kind.SUBPOINT, "(b)")),
        ("б1) текст", (Kind.SUBPOINT, "б1)")),
        ("е.1) текст", (Kind.SUBPOINT, "е.1)")),
        ("iii) text", (Kind.SUBPOINT, "iii)")),
        ("аа) текст", (Kind.SUBPOINT, "аа)")),
        ("1.5 миллиона", None),
        ("1.Текст", None),
        ("12.05.2014 принято", None),
        ("он) текст", None),
        ("civil) law", None),
        ("(mix) of", None),
        ("xxxviii) text", (Kind.SUBPOINT, "xxxviii)")),
        ("(далее) текст", None),
        ("т.е.) текст", None),
        ("текст", None),
    ],
)
def test_a_clause_point_or_subpoint_begins_with_a_label(
    content: str, expected: tuple[Kind, str] | None
) -> None:
    assert body_label(content) == expected


@pytest.mark.parametrize(
    ("kind", "label", "numbers"),
    [
        (Kind.ARTICLE, "Статья 5.", [(5, True)]),
        (Kind.ARTICLE, "Статья 5-1.", [(5, False)]),
        (Kind.ARTICLE, "1-бап.", [(1, True)]),
        (Kind.SECTION, "I.", [(1, True), (9, True)]),
        (Kind.SECTION, "РАЗДЕЛ ПЕРВЫЙ", []),
        (Kind.SECTION, "Глава ХII.", []),
        (Kind.ANNEX, "Приложение", [(0, True)]),
        (Kind.CLAUSE, "2.3.", [(3, True), (2, False)]),
        (Kind.SUBPOINT, "б1)", [(2, False)]),
        (Kind.POINT, "что угодно", []),
    ],
)
def test_a_label_is_read_as_a_number(kind: Kind, label: str, numbers: list[tuple[int, bool]]) -> None:
    assert [(reading.number, reading.exact) for reading in readings(kind, label)] == numbers
