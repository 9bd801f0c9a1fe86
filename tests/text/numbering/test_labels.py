from __future__ import annotations

import pytest

from cmia_docs.text.model import UnitKind
from cmia_docs.text.numbering.labels import (
    LabelForm,
    body_label,
    default_form,
    heading_label,
    note_label,
    readings,
)
from cmia_docs.text.numbering.numerals import Style


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
        ("Раздел\xa0II. Порядок", "Раздел\xa0II."),
        ("Статья 5–1. Сроки", "Статья 5–1."),
        ("Раздел десятое", "Раздел десятое"),
        ("Part six. Costs", "Part six."),
        ("part six", "part six"),
        ("Статья 5", "Статья 5"),
        ("Статья 5\tСроки", "Статья 5"),
        ("Статья 5\xa0Сроки", "Статья 5"),
        ("Статья 5,", ""),
        ("B. Costs", "B."),
        ("Б. Сроки", "Б."),
        ("б. Сроки", ""),
        ("i. Costs", ""),
        ("3. Сроки", "3."),
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
        ("mm) text", None),
        ("lx) text", (UnitKind.SUBPOINT, "lx)")),
        ("lxi) text", None),
        ("Б) текст", (UnitKind.SUBPOINT, "Б)")),
        ("B) text", (UnitKind.SUBPOINT, "B)")),
        ("Z) text", (UnitKind.SUBPOINT, "Z)")),
        ("Ж) текст", (UnitKind.SUBPOINT, "Ж)")),
        ("ё) текст", (UnitKind.SUBPOINT, "ё)")),
        ("ab) text", (UnitKind.SUBPOINT, "ab)")),
        ("iv) text", (UnitKind.SUBPOINT, "iv)")),
        ("IV) text", None),
        ("1.\tТекст", (UnitKind.CLAUSE, "1.")),
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
    ("kind", "label", "expected"),
    [
        # The number, whether it is exactly this, and what the next label reads in a section 4.
        (UnitKind.ARTICLE, "Статья 5.", [(5, True, "Статья 6.")]),
        (UnitKind.ARTICLE, "Статья 5-1.", [(5, False, "Статья 6.")]),
        (UnitKind.ARTICLE, "§ 5", [(5, True, "§ 6")]),
        (UnitKind.ARTICLE, "1-бап.", [(1, True, "2-бап.")]),
        (UnitKind.SECTION, "I.", [(1, True, "II."), (9, True, "J.")]),
        (UnitKind.SECTION, "ГЛАВА II", [(2, True, "ГЛАВА III")]),
        (UnitKind.SECTION, "РАЗДЕЛ ПЕРВЫЙ", []),
        (UnitKind.SECTION, "Глава ХII.", []),
        (UnitKind.ANNEX, "Приложение", [(0, True, "Приложение")]),
        (UnitKind.CLAUSE, "2.", [(2, True, "3.")]),
        (UnitKind.CLAUSE, "2.3.", [(3, True, "4.4."), (2, False, "3.")]),
        (UnitKind.CLAUSE, "2.3.4.", [(2, False, "3.")]),
        (UnitKind.CLAUSE, "5-1.", [(5, False, "6.")]),
        (UnitKind.POINT, "(2)", [(2, True, "(3)")]),
        (UnitKind.POINT, "2.3)", [(2, False, "3)")]),
        (UnitKind.SUBPOINT, "б)", [(2, True, "в)")]),
        (UnitKind.SUBPOINT, "б1)", [(2, False, "в)")]),
        (UnitKind.POINT, "что угодно", []),
    ],
)
def test_a_label_is_read_as_a_number(
    kind: UnitKind, label: str, expected: list[tuple[int, bool, str]]
) -> None:
    read = readings(kind, label)
    assert [(each.number, each.exact, each.form.show(each.number + 1, "4")) for each in read] == expected


def test_only_a_clause_with_the_number_of_its_heading_has_an_outer_number() -> None:
    compound, inserted = readings(UnitKind.CLAUSE, "2.3.")
    assert (compound.form.outer, compound.outer) == (True, "2")
    assert (inserted.form.outer, inserted.outer) == (False, "")


@pytest.mark.parametrize(
    ("label", "printed"), [("f1", "1"), ("f1234", "1234"), ("f12345", "f12345"), ("F1", "F1"), ("x", "x")]
)
def test_a_note_is_printed_with_the_number_in_its_name(label: str, printed: str) -> None:
    assert note_label(label) == printed


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (UnitKind.SECTION, LabelForm("Раздел ", Style.ROMAN, ".")),
        (UnitKind.ARTICLE, LabelForm("Статья ", Style.ARABIC, ".")),
        (UnitKind.CLAUSE, LabelForm("", Style.ARABIC, ".")),
        (UnitKind.POINT, LabelForm("", Style.ARABIC, ")")),
        (UnitKind.SUBPOINT, LabelForm("", Style.CYRILLIC, ")")),
    ],
)
def test_the_first_label_of_its_kind_has_the_usual_form(kind: UnitKind, form: LabelForm) -> None:
    assert default_form(kind, "ru") == form
