"""Which script a letter belongs to.

Python knows no script property (UAX #24); the Unicode name of a letter begins with it. Letters that several
scripts share, such as the modifier letters that stand for apostrophes, belong to none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that look like one another, in the same order.
LIKE_CYRILLIC = "ABCEHKMOPTXYIaceopxyi"
LIKE_LATIN = "АВСЕНКМОРТХУІасеорхуі"
_SHARED = frozenset({"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "OHM", "KELVIN", "ANGSTROM"})
# Japanese and Korean words mix these by nature.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA"})
# A run of letters with their accents. Digits, hyphens, apostrophes and markup end it.
_RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
# Drafters number so what they put in later: `статья IIа`.
_ROMAN_WITH_LETTER = re.compile("[IVX]{2,8}[а-я]")
# Roman numerals typed with Cyrillic Х, С, М, І.
_AS_ROMAN = re.compile("[IVXLCDMХСМІ]+")
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_ARMENIAN = "\u0531-\u0556\u0560-\u0588"
_COMMON_CASE = re.compile(f"(?:[{_LATIN}]+|[{_CYRILLIC}]+|[{_ARMENIAN}]+)")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """`LATIN`, `CYRILLIC` ...; empty for what belongs to no single script."""
    if not letter.isalpha():
        return ""
    first = unicodedata.name(letter, "").partition(" ")[0]
    if first in _EAST_ASIAN:
        return "EAST ASIAN"
    return "" if first in _SHARED else first


def mixed_words(text: str) -> list[tuple[int, str]]:
    """Start and letters of each run of letters that come from more than one script."""
    mixed = []
    for run in _RUN.finditer(text):
        if _COMMON_CASE.fullmatch(run[0]) or _ROMAN_WITH_LETTER.fullmatch(run[0]):
            continue
        if len({script for letter in run[0] if (script := script_of(letter))}) > 1:
            mixed.append((run.start(), run[0]))
    return mixed


def strangers(word: str) -> list[str]:
    """The letters of `word` that are of the wrong script.

    They are those that could pass for letters of the other one (C and H in `CHГ`), where that is so of one
    script only; else those of the script with fewer letters, on a tie the Latin ones. In what would be a
    Roman numeral they are the letters that are not Latin.
    """
    if _AS_ROMAN.fullmatch(word):
        return [letter for letter in word if script_of(letter) != "LATIN"]
    letters: dict[str, list[str]] = {}
    for letter in word:
        if script := script_of(letter):
            letters.setdefault(script, []).append(letter)
    passing = [each for each in letters.values() if could_pass(each)]
    if len(passing) == 1:
        return passing[0]
    return min(letters.items(), key=lambda entry: (len(entry[1]), entry[0] != "LATIN"))[1] if letters else []


def could_pass(letters: Iterable[str]) -> bool:
    """Whether each of the letters, all Latin or all Cyrillic, looks like one of the other script."""
    return set(letters) <= set(LIKE_CYRILLIC) or set(letters) <= set(LIKE_LATIN)
