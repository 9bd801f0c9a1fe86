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
    """`number` (from 1) in `style`; beyond what it can say so that it is read back, in Arabic numerals."""
    match style:
        case Style.NONE:
            return ""
        case Style.ROMAN if number <= HIGHEST_ROMAN:
            return _roman(number)
        case Style.ROMAN_LOWER if number <= HIGHEST_ROMAN:
            return _roman(number).lower()
        case Style.LATIN if number <= 2 * len(LATIN):
            return _letters(number, LATIN)
        case Style.LATIN_UPPER if number <= len(LATIN):
            return _letters(number, LATIN).upper()
        case Style.CYRILLIC if number <= 2 * len(CYRILLIC):
            return _letters(number, CYRILLIC)
        case Style.CYRILLIC_UPPER if number <= len(CYRILLIC):
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
    """One letter; after the last of the alphabet the first one with another."""
    first, place = divmod(number - 1, len(alphabet))
    return alphabet[0] * first + alphabet[place]


def _from_letters(numeral: str, alphabet: str) -> int:
    """The place of a letter, or of two that begin with the first of the alphabet; longer ones are words."""
    if len(numeral) == 2 and numeral[0] == alphabet[0] and numeral.islower():
        return len(alphabet) + alphabet.find(numeral[1]) + 1 if numeral[1] in alphabet else 0
    return alphabet.find(numeral) + 1 if len(numeral) == 1 else 0
