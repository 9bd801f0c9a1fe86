"""Which script a letter belongs to.

Python knows no script property (UAX #24); the Unicode name of a letter begins with it. Letters that several
scripts share, such as the modifier letters that stand for apostrophes, belong to none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cmia_docs.text.check.homoglyph_table import ALIKE

# What the languages of councils are written with here; of two that look alike the first is the likelier one.
_ALPHABETS = {
    "LATIN": "abcdefghijklmnopqrstuvwxyzäçöüəğıñýşžâîășțņň",
    "CYRILLIC": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїўєґәғқңөұүһӣӯҳҷ",
    "ARMENIAN": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "GEORGIAN": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "GREEK": "αβγδεζηθικλμνξοπρσςτυφχψω",
}
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


def _twins(alphabet: str) -> dict[str, str]:
    twins: dict[str, str] = {}
    for own in alphabet + alphabet.upper():
        for letter in (each for alike in ALIKE if own in alike for each in alike):
            if script_of(letter) != script_of(own) and letter.isupper() == own.isupper():
                twins.setdefault(letter, own)
    return twins


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

    They are those that could pass for letters of another one in it (C and H in `CHГ`), where that is so of
    all scripts but one; else those of the script with fewest letters, on a tie the Latin ones. In what would
    be a Roman numeral they are the letters that are not Latin.
    """
    if _AS_ROMAN.fullmatch(word):
        return [letter for letter in word if script_of(letter) != "LATIN"]
    letters: dict[str, list[str]] = {}
    for letter in word:
        if script := script_of(letter):
            letters.setdefault(script, []).append(letter)
    meant = [script for script in letters if not could_pass(letters[script], letters.keys() - {script})]
    if len(meant) == 1:
        return [letter for letter in word if script_of(letter) not in ("", meant[0])]
    return min(letters.items(), key=lambda entry: (len(entry[1]), entry[0] != "LATIN"))[1] if letters else []


def could_pass(letters: Iterable[str], scripts: Iterable[str]) -> bool:
    """Whether all of the letters look like letters of one of the scripts."""
    return any(TWINS[script].keys() >= set(letters) for script in scripts if script in TWINS)


TWINS = {script: _twins(alphabet) for script, alphabet in _ALPHABETS.items()}
"""Script -> each letter of another script that looks like one of its own, of the same case: which one."""
