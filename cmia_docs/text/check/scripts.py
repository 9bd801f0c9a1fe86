"""Which script a character belongs to.

Python has no script property (UAX #24); the Unicode name of a character begins with its script.
Those that several scripts share, such as the modifier letters used as apostrophes, belong to none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cmia_docs.text.check.homoglyph_table import ALIKE

# The alphabets of the languages of councils; of two that look alike the first is the more likely one.
_ALPHABETS = {
    "LATIN": "abcdefghijklmnopqrstuvwxyzäçöüəğıñýşžâîășțņň",
    "CYRILLIC": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїўєґәғқңөұүһӣӯҳҷ",
    "ARMENIAN": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "GEORGIAN": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "GREEK": "αβγδεζηθικλμνξοπρσςτυφχψω",
}
_SHARED = frozenset({"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "OHM", "KELVIN", "ANGSTROM"})
# Japanese and Korean words mix these normally.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA"})
# A run of characters with their accents. Digits, hyphens, apostrophes and markup end it.
_ACCENTS = "\u0300-\u036f"
RUN = re.compile(rf"(?:[^\W\d_][{_ACCENTS}]*)+")
# The number of an inserted unit: `статья IIа`.
_ROMAN_WITH_CHARACTER = re.compile("[IVX]{2,8}[а-я]")
# Roman numerals typed with Cyrillic Х, С, М, І.
_AS_ROMAN = re.compile("[IVXLCDMХСМІ]+")
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_ARMENIAN = "\u0531-\u0556\u0560-\u0588"
_COMMON_CASE = re.compile(f"(?:[{_LATIN}]+|[{_CYRILLIC}]+|[{_ARMENIAN}]+)")


def _homoglyphs_of(alphabet: str) -> dict[str, str]:
    homoglyphs: dict[str, str] = {}
    for own in alphabet + alphabet.upper():
        for character in (each for alike in ALIKE if own in alike for each in alike):
            if script_of(character) != script_of(own) and character.isupper() == own.isupper():
                homoglyphs.setdefault(character, own)
    return homoglyphs


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """`LATIN`, `CYRILLIC` ...; empty for a character that belongs to no single script."""
    if not character.isalpha():
        return ""
    first = unicodedata.name(character, "").partition(" ")[0]
    if first in _EAST_ASIAN:
        return "EAST ASIAN"
    return "" if first in _SHARED else first


def mixed_words(text: str) -> list[tuple[int, str]]:
    """Offset and text of each run of characters from more than one script."""
    mixed = []
    for run in RUN.finditer(text):
        if _COMMON_CASE.fullmatch(run[0]) or _ROMAN_WITH_CHARACTER.fullmatch(run[0]):
            continue
        if len({script for character in run[0] if (script := script_of(character))}) > 1:
            mixed.append((run.start(), run[0]))
    return mixed


def foreign_characters(word: str) -> list[str]:
    """The characters of `word` from the wrong script.

    They are those that are homoglyphs of characters of another script (C and H in `CHГ`), if that is true of
    all scripts of the word except one; else those of the script with the fewest characters, in a tie Latin.
    In a Roman numeral they are the characters that are not Latin.
    """
    if _AS_ROMAN.fullmatch(word):
        return [character for character in word if script_of(character) != "LATIN"]
    by_script: dict[str, list[str]] = {}
    for character in word:
        if script := script_of(character):
            by_script.setdefault(script, []).append(character)
    intended = [
        script for script in by_script if not are_homoglyphs(by_script[script], by_script.keys() - {script})
    ]
    if len(intended) == 1:
        return [character for character in word if script_of(character) not in ("", intended[0])]
    return (
        min(by_script.items(), key=lambda entry: (len(entry[1]), entry[0] != "LATIN"))[1] if by_script else []
    )


def are_homoglyphs(characters: Iterable[str], scripts: Iterable[str]) -> bool:
    """Whether all of the characters look like those of one of the scripts."""
    return any(HOMOGLYPHS[script].keys() >= set(characters) for script in scripts if script in HOMOGLYPHS)


HOMOGLYPHS = {script: _homoglyphs_of(alphabet) for script, alphabet in _ALPHABETS.items()}
"""By script: the characters of other scripts that look like one of its own in the same case, and that one."""
