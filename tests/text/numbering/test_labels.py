from __future__ import annotations

import pytest

from cmia_docs.text.model import UnitKind
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
        ("1. Текст", (UnitKind.CLAUSE, "1.")),
        ("12.", (UnitKind.CLAUSE, "12.")),
        ("5-1. Текст", (UnitKind.CLAUSE, "5-1.")),
        ("2.3. Текст", (UnitKind.CLAUSE, "2.3.")),
        ("5^1^. Текст", (UnitKind.CLAUSE, "5^1^.")),
        ("1) текст", (UnitKind.POINT, "1)")),
        ("(1) text", (UnitKind.POINT, "(1)")),
        ("2-1) текст", (UnitKind.POINT, "2-1)")),
        ("а) текст", (UnitKind.SUBPOINT, "а)")),
        ("(b) text", (UnitKind.SUBPOINT, "(b)")),
        ("б1) текст", (UnitKind.SUBPOINT, "б1)")),
        ("е.1) текст", (UnitKind.SUBPOINT, "е.1)")),
        ("iii) text", (UnitKind.SUBPOINT, "iii)")),
        ("аа) текст", (UnitKind.SUBPOINT, "аа)")),
        ("1.5 миллиона", None),
        ("1.Текст", None),
        ("12.05.2014 принято", None),
        ("он) текст", None),
        ("civil) law", None),
        ("(mix) of", None),
        ("xxxviii) text", (UnitKind.SUBPOINT, "xxxviii)")),
        ("(далее) текст", None),
        ("т.е.) текст", None),
        ("текст", None),
    ],
)
def test_a_clause_point_or_subpoint_begins_with_a_label(
    content: str, expected: tuple[UnitKind, str] | None
) -> None:
    assert body_label(content) == expected


@pytest.mark.parametrize(
    ("kind", "label", "numbers"),
    [
        (UnitKind.ARTICLE, "Статья 5.", [(5, True)]),
        (UnitKind.ARTICLE, "Статья 5-1.", [(5, False)]),
        (UnitKind.ARTICLE, "1-бап.", [(1, True)]),
        (UnitKind.SECTION, "I.", [(1, True), (9, True)]),
        (UnitKind.SECTION, "РАЗДЕЛ ПЕРВЫЙ", []),
        (UnitKind.SECTION, "Глава ХII.", []),
        (UnitKind.ANNEX, "Приложение", [(0, True)]),
        (UnitKind.CLAUSE, "2.3.", [(3, True), (2, False)]),
        (UnitKind.SUBPOINT, "б1)", [(2, False)]),
        (UnitKind.POINT, "что угодно", []),
    ],
)
def test_a_label_is_read_as_a_number(kind: UnitKind, label: str, numbers: list[tuple[int, bool]]) -> None:
    assert [(reading.number, reading.exact) for reading in readings(kind, label)] == numbers
