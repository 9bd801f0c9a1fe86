"""Which lines of an imported text are headings."""

from __future__ import annotations

import pytest

from cmia_docs.text.imports.heading_patterns import heading_of, is_name, is_plain_heading, roman_of
from cmia_docs.text.model import UnitKind

# Headings of each kind as the languages write them.
LABELS = {
    UnitKind.SECTION: [
        "Раздел 3.", "Часть 3.", "Part 3.", "Title 3.", "Section 3.", "Раздзел 3.", "Частка 3.", "Розділ 3.",
        "Частина 3.", "3-бөлім.", "3-бөлүм.", "Қисми 3.", "Фасли 3.", "Bölmə 3.", "3-bo‘lim.", "3-boʻlim.",
        "Titlul 3.", "Բաժին 3.",
    ],
    UnitKind.CHAPTER: [
        "Глава 3.", "Chapter 3.", "3-тарау.", "Боби 3.", "3-bob.", "Fəsil 3.", "3-nji bap.",
        "Capitolul 3.", "Գլուխ 3.", "3-глава.",
    ],
    UnitKind.ARTICLE: [
        "Статья 3.", "Article 3.", "Артыкул 3.", "Стаття 3.", "3-бап.", "3-берене.", "Моддаи 3.", "3-modda.",
        "3-nji madda.", "Maddə 3.", "Հոդված 3.", "Articolul 3.", "Параграф 3.", "§ 3.", "3-статья.",
    ],
    UnitKind.ANNEX: [
        "Приложение 3.", "Annex 3.", "Appendix 3.", "Schedule 3.", "Дадатак 3.", "Додаток 3.", "3-қосымша.",
        "3-тиркеме.", "Замимаи 3.", "3-ilova.", "Əlavə 3.", "Հավելված 3.", "Anexa 3.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "label"), [(kind, label) for kind, labels in LABELS.items() for label in labels]
)
def test_a_heading_begins_with_the_word_of_its_kind(kind: UnitKind, label: str) -> None:
    assert heading_of(f"{label} Сроки") == (kind, label, "Сроки")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Статья 5", (UnitKind.ARTICLE, "Статья 5", "")),
        ("Статья 5\t\xa0 Сроки", (UnitKind.ARTICLE, "Статья 5", "Сроки")),
        ("Статья 5 Сроки", (UnitKind.ARTICLE, "Статья 5", "Сроки")),
        ("Статья 5 «Сроки»", (UnitKind.ARTICLE, "Статья 5", "«Сроки»")),
        ('Статья 5 "Сроки"', (UnitKind.ARTICLE, "Статья 5", '"Сроки"')),
        ("Статья 5 “Сроки”", (UnitKind.ARTICLE, "Статья 5", "“Сроки”")),
        ("Статья 5 „Сроки“", (UnitKind.ARTICLE, "Статья 5", "„Сроки“")),
        ("Статья 5 (Сроки)", (UnitKind.ARTICLE, "Статья 5", "(Сроки)")),
        ("Статья 5 – Сроки", (UnitKind.ARTICLE, "Статья 5", "Сроки")),
        ("Статья 5 —\tСроки", (UnitKind.ARTICLE, "Статья 5", "Сроки")),
        ("Статья 5 -\xa0Сроки", (UnitKind.ARTICLE, "Статья 5", "Сроки")),
        ("Статья 5. – Сроки – 1", (UnitKind.ARTICLE, "Статья 5.", "Сроки – 1")),
        ("Статья 5. – Сроки.", (UnitKind.ARTICLE, "Статья 5.", "– Сроки.")),
        ("Статья 5. – сроки", (UnitKind.ARTICLE, "Статья 5.", "– сроки")),
        ("Статья 5. Сроки известны.", (UnitKind.ARTICLE, "Статья 5.", "Сроки известны.")),
        ("Статья 5. сроки", None),
        ("1-nji madda: Сроки", (UnitKind.ARTICLE, "1-nji madda:", "Сроки")),
        ("Статья 5 сроки", None),
        ("Статья 5 X сроки", (UnitKind.ARTICLE, "Статья 5", "X сроки")),
        ("Статья 5 – сроки", None),
        ("Статья 5 Сроки известны.", None),
        ("Статья 5 Сроки;", None),
        ("Статья 5 Сроки,", None),
        ("Статья 5 Сроки:", None),
        ("Статья 5 Сроки!", None),
        ("Статья 5 Сроки?", None),
        (f"Статья 5 {'С' * 250}", (UnitKind.ARTICLE, "Статья 5", "С" * 250)),
        (f"Статья 5 {'С' * 251}", None),
        ("Приложение к Положению.", (UnitKind.ANNEX, "Приложение", "к Положению.")),
        ("Приложение к Положению;", None),
        ("Приложение к Положению,", None),
        (f"Приложение {'к' * 250}", (UnitKind.ANNEX, "Приложение", "к" * 250)),
        (f"Приложение {'к' * 251}", None),
        ("Приложение 1 к Положению", None),
        ("IV. Сроки", None),
        ("Сроки", None),
        ("", None),
    ],
)
def test_a_sentence_is_no_heading(line: str, heading: tuple[UnitKind, str, str] | None) -> None:
    assert heading_of(line) == heading


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("IV. Сроки", 4),
        ("I.  Сроки", 1),
        ("IV. сроки", 4),
        ("IV. Сроки известны.", 0),
        ("IV.", 0),
        ("IV) Сроки", 0),
        ("4. Сроки", 0),
        ("Раздел IV. Сроки", 0),
        ("IV-1. Сроки", 0),
        ("B. Сроки", 0),
        (f"IV. {'С' * 250}", 4),
        (f"IV. {'С' * 251}", 0),
        ("Сроки", 0),
    ],
)
def test_a_roman_number_before_a_name(line: str, number: int) -> None:
    assert roman_of(line) == number


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("Преамбула", True),
        ("ВВЕДЕНИЕ.", True),
        ("Preamble:", True),
        ("introduction", True),
        ("Прэамбула", True),
        ("Preambula", True),
        ("Preambul", True),
        ("Преамбула к Положению", False),
        ("ОБЩИЕ ПОЛОЖЕНИЯ", True),
        ("ОБЩИЕ ПОЛОЖЕНИЯ.", False),
        ("Общие положения", False),
        ("ЦЕЛЬ", True),
        ("ЦЕЛ", False),
        ("Ц-5-Е-6-Л", False),
        ("Ц" * 120, True),
        ("Ц" * 121, False),
    ],
)
def test_a_heading_without_a_label(line: str, passes: bool) -> None:
    assert is_plain_heading(line) is passes


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("Сроки", True),
        ("сроки", False),
        ("Сроки.", False),
        ("", False),
        ("С" * 250, True),
        ("С" * 251, False),
    ],
)
def test_the_name_of_a_heading(line: str, passes: bool) -> None:
    assert is_name(line) is passes
