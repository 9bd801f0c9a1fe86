"""Numbers as drafters write them: Arabic, Roman, or characters of the Latin and Cyrillic alphabets.

The Cyrillic ones leave out ё, й, ъ, ы and ь, as the points of the Constitution of the Russian Federation
do (Article 71: а, б, в, г, д, е, ж, з, и, к ...). After the last character follow аа, аб, as in Latin
lists.
"""

from __future__ import annotations

from enum import StrEnum, auto
from functools import cache
from itertools import pairwise

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
HIGHEST_ROMAN = 3999
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_VALUE = {characters: value for value, characters in _ROMAN}


class Style(StrEnum):
    """How a number is written."""

    ARABIC = auto()
    ROMAN = auto()
    ROMAN_LOWER = auto()
    LATIN = auto()
    LATIN_UPPER = auto()
    CYRILLIC = auto()
    CYRILLIC_UPPER = auto()
    NONE = auto()  # the label is a word with no number: a single annex


def show(number: int, style: Style) -> str:
    """`number` (from 1) in `style`; in Arabic numerals where the style could not be read back."""
    match style:
        case Style.NONE:
            return ""
        case Style.ROMAN if number <= HIGHEST_ROMAN:
            return _roman(number)
        case Style.ROMAN_LOWER if number <= HIGHEST_ROMAN:
            return _roman(number).lower()
        case Style.LATIN if number <= 2 * len(LATIN):
            return _alphabetic(number, LATIN)
        case Style.LATIN_UPPER if number <= len(LATIN):
            return _alphabetic(number, LATIN).upper()
        case Style.CYRILLIC if number <= 2 * len(CYRILLIC):
            return _alphabetic(number, CYRILLIC)
        case Style.CYRILLIC_UPPER if number <= len(CYRILLIC):
            return _alphabetic(number, CYRILLIC).upper()
        case _:
            return str(number)


def readings(numeral: str) -> list[tuple[Style, int]]:
    """All ways to read `numeral`, the smallest number first: `i` is Roman 1 and the ninth character."""
    if numeral.isascii() and numeral.isdigit():
        return [(Style.ARABIC, int(numeral))]
    numbers = [
        (style, number)
        for style, number in (
            (Style.ROMAN, _from_roman(numeral)),
            (Style.ROMAN_LOWER, _from_roman(numeral.upper()) if numeral.islower() else 0),
            (Style.LATIN, _from_alphabetic(numeral, LATIN)),
            (Style.LATIN_UPPER, _from_alphabetic(numeral, LATIN.upper())),
            (Style.CYRILLIC, _from_alphabetic(numeral, CYRILLIC)),
            (Style.CYRILLIC_UPPER, _from_alphabetic(numeral, CYRILLIC.upper())),
        )
        if number
    ]
    return sorted(numbers, key=lambda reading: reading[1])


def _roman(number: int) -> str:
    parts = []
    for value, characters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(characters * count)
    return "".join(parts)


def _from_roman(numeral: str) -> int:
    """The value of a well-formed Roman numeral, else 0: `IIII` is not one."""
    if any(character not in _ROMAN_VALUE for character in numeral):
        return 0
    values = (_ROMAN_VALUE[character] for character in numeral)
    total = sum(-one if one < after else one for one, after in pairwise((*values, 0)))
    return total if total <= HIGHEST_ROMAN and _roman(total) == numeral else 0


def _alphabetic(number: int, alphabet: str) -> str:
    """One character; after the end of the alphabet, its first character followed by another."""
    first, index = divmod(number - 1, len(alphabet))
    return alphabet[0] * first + alphabet[index]


def _from_alphabetic(numeral: str, alphabet: str) -> int | None:
    """The number of one character, or of two lower-case ones that begin with the alphabet's first."""
    return _numbers(alphabet).get(numeral)


@cache
def _numbers(alphabet: str) -> dict[str, int]:
    highest = len(alphabet) * (2 if alphabet.islower() else 1)
    return {_alphabetic(number, alphabet): number for number in range(1, highest + 1)}
