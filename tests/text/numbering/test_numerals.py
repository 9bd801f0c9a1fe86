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
        (444, Style.ROMAN, "CDXLIV"),
        (1666, Style.ROMAN, "MDCLXVI"),
        (3888, Style.ROMAN, "MMMDCCCLXXXVIII"),
        (3999, Style.ROMAN, "MMMCMXCIX"),
        (4000, Style.ROMAN, "4000"),
        (3999, Style.ROMAN_LOWER, "mmmcmxcix"),
        (4000, Style.ROMAN_LOWER, "4000"),
        (1, Style.LATIN, "a"),
        (26, Style.LATIN, "z"),
        (27, Style.LATIN, "aa"),
        (52, Style.LATIN, "az"),
        (53, Style.LATIN, "53"),
        (3, Style.LATIN_UPPER, "C"),
        (26, Style.LATIN_UPPER, "Z"),
        (27, Style.LATIN_UPPER, "27"),
        (28, Style.CYRILLIC, "я"),
        (29, Style.CYRILLIC, "аа"),
        (30, Style.CYRILLIC, "аб"),
        (56, Style.CYRILLIC, "ая"),
        (57, Style.CYRILLIC, "57"),
        (2, Style.CYRILLIC_UPPER, "Б"),
        (28, Style.CYRILLIC_UPPER, "Я"),
        (29, Style.CYRILLIC_UPPER, "29"),
        (1, Style.NONE, ""),
    ],
)
def test_numbers_are_shown_as_drafters_write_them(number: int, style: Style, shown: str) -> None:
    assert show(number, style) == shown


def test_cyrillic_letters_run_as_in_article_71_of_the_constitution() -> None:
    characters = [show(number, Style.CYRILLIC) for number in range(1, 29)]
    assert characters == list("абвгдежзиклмнопрстуфхцчшщэюя")


def test_latin_letters_run_as_in_the_alphabet() -> None:
    assert [show(number, Style.LATIN) for number in range(1, 27)] == list("abcdefghijklmnopqrstuvwxyz")


def test_a_numeral_is_read_in_every_way_it_can_be() -> None:
    assert readings("i") == [(Style.ROMAN_LOWER, 1), (Style.LATIN, 9)]
    assert readings("C") == [(Style.LATIN_UPPER, 3), (Style.ROMAN, 100)]
    assert readings("7") == [(Style.ARABIC, 7)]
    assert readings("б") == [(Style.CYRILLIC, 2)]
    assert readings("ая") == [(Style.CYRILLIC, 56)]
    assert readings("az") == [(Style.LATIN, 52)]
    assert readings("Я") == [(Style.CYRILLIC_UPPER, 28)]
    assert readings("ii") == [(Style.ROMAN_LOWER, 2)]


@pytest.mark.parametrize("value", [499, 500, 944, 1500, 1666, 2789, 3888, 3999])
def test_roman_numerals_are_read_back_to_the_highest(value: int) -> None:
    assert (Style.ROMAN, value) in readings(show(value, Style.ROMAN))
    assert (Style.ROMAN_LOWER, value) in readings(show(value, Style.ROMAN_LOWER))


@pytest.mark.parametrize(
    "numeral",
    [
        "",
        "ё",
        "й",
        "IIII",
        "VX",
        "IM",
        "iV",
        "aaa",
        "ааа",
        "абв",
        "ба",
        "аё",
        "aб",
        "AA",
        "АБ",
        "²",
        "٣",
        "?",
        "MMMM",
    ],
)
def test_what_is_no_numeral_is_not_read(numeral: str) -> None:
    assert readings(numeral) == []


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.NONE])
def test_every_number_is_read_back(style: Style) -> None:
    for number in range(1, 400):
        shown = show(number, style)
        assert number in [read for _, read in readings(shown)]
        assert shown.isdigit() or (style, number) in readings(shown)
