from __future__ import annotations

import pytest

from cmia_docs.text.numbering.numerals import Style, readings, show


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (12, Style.ARABIC, "12"),
        (4, Style.ROMAN, "IV"),
        (1996, Style.ROMAN, "MCMXCVI"),
        (9, Style.ROMAN_LOWER, "ix"),
        (4000, Style.ROMAN, "4000"),
        (1, Style.LATIN, "a"),
        (27, Style.LATIN, "aa"),
        (3, Style.LATIN_UPPER, "C"),
        (28, Style.CYRILLIC, "я"),
        (29, Style.CYRILLIC, "аа"),
        (30, Style.CYRILLIC, "аб"),
        (2, Style.CYRILLIC_UPPER, "Б"),
        (1, Style.NONE, ""),
    ],
)
def test_numbers_are_shown_as_drafters_write_them(number: int, style: Style, shown: str) -> None:
    assert show(number, style) == shown


def test_cyrillic_letters_run_as_in_article_71_of_the_constitution() -> None:
    characters = [show(number, Style.CYRILLIC) for number in range(1, 19)]
    assert characters == list("абвгдежзиклмнопрст")


def test_a_numeral_is_read_in_every_way_it_can_be() -> None:
    assert readings("i") == [(Style.ROMAN_LOWER, 1), (Style.LATIN, 9)]
    assert readings("C") == [(Style.LATIN_UPPER, 3), (Style.ROMAN, 100)]
    assert readings("7") == [(Style.ARABIC, 7)]
    assert readings("б") == [(Style.CYRILLIC, 2)]


@pytest.mark.parametrize("numeral", ["", "ё", "й", "IIII", "VX", "абв", "²", "٣", "?", "MMMMM"])
def test_what_is_no_numeral_is_not_read(numeral: str) -> None:
    assert readings(numeral) == []


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.NONE])
def test_every_number_is_read_back(style: Style) -> None:
    for number in range(1, 400):
        shown = show(number, style)
        assert number in [read for _, read in readings(shown)]
        assert shown.isdigit() or (style, number) in readings(shown)
