"""Numbers as drafters write them: Arabic, Roman, Latin and Cyrillic letters.

The Cyrillic letters leave out ё, й, ъ, ы and ь, as the points of the Constitution of the Russian Federation
do (Article 71 runs а, б, в, г, д, е, ж, з, и, к ...). After the last letter comes аа, аб, as Latin lists go
on.
"""

from __future__ import annotations

from enum import StrEnum

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
HIGHEST_ROMAN = 3999
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


class Style(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    ROMAN = "roman"
    ROMAN_LOWER = "roman_lower"
    LATIN = "latin"
    LATIN_UPPER = "latin_upper"
    CYRILLIC = "cyrillic"
    CYRILLIC_UPPER = "cyrillic_upper"
    NONE = "none"  # the label is a word with no number: a single annex


def show(number: int, style: Style) -> str:
    """`number` (from 1) in `style`; beyond what Roman numerals can say, in Arabic ones."""
    match style:
        case Style.NONE:
            return ""
        case Style.ROMAN if number <= HIGHEST_ROMAN:
            return _roman(number)
        case Style.ROMAN_LOWER if number <= HIGHEST_ROMAN:
            return _roman(number).lower()
        case Style.LATIN:
            return _letters(number, LATIN)
        case Style.LATIN_UPPER:
            return _letters(number, LATIN).upper()
        case Style.CYRILLIC:
            return _letters(number, CYRILLIC)
        case Style.CYRILLIC_UPPER:
            return _letters(number, CYRILLIC).upper()
        case _:
            return str(number)


def readings(numeral: str) -> list[tuple[Style, int]]:
    """All ways to read `numeral`, smallest number first: `i` is the letter 9 and the Roman 1."""
    if numeral.isascii() and numeral.isdigit():
        return [(Style.ARABIC, int(numeral))]
    found = [
        (style, number)
        for style, number in (
            (Style.ROMAN, _from_roman(numeral)),
            (Style.ROMAN_LOWER, _from_roman(numeral.upper()) if numeral.islower() else 0),
            (Style.LATIN, _from_letters(numeral, LATIN)),
            (Style.LATIN_UPPER, _from_letters(numeral, LATIN.upper())),
            (Style.CYRILLIC, _from_letters(numeral, CYRILLIC)),
            (Style.CYRILLIC_UPPER, _from_letters(numeral, CYRILLIC.upper())),
        )
        if number
    ]
    return sorted(found, key=lambda reading: reading[1])


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _from_roman(numeral: str) -> int:
    """The value of a well-formed Roman numeral, else 0: `IIII` is not one."""
    if not numeral or len(numeral) > 15 or any(letter not in _ROMAN_VALUE for letter in numeral):
        return 0
    values = [_ROMAN_VALUE[letter] for letter in numeral]
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return total if 0 < total <= HIGHEST_ROMAN and _roman(total) == numeral else 0


def _letters(number: int, alphabet: str) -> str:
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, len(alphabet))
        letters = alphabet[place] + letters
    return letters


def _from_letters(numeral: str, alphabet: str) -> int:
    """The place of one or two letters of `alphabet`; longer ones are words, not numbers."""
    if not 0 < len(numeral) <= 2:
        return 0
    number = 0
    for letter in numeral:
        place = alphabet.find(letter)
        if place < 0:
            return 0
        number = number * len(alphabet) + place + 1
    return number
