"""Characters that make a text say what it does not show: invisible, bidi, unassigned, mixed scripts.

They are refused at adoption: what is signed must be what is read, and what is searched must be found. What
Russian and its neighbours are written with raises nothing: no-break and thin blanks, quotes, dashes, the
number sign, stress marks, Latin words and Roman numerals beside Cyrillic ones, also across a hyphen
(`IT-система`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cmia_docs.text.check import scripts
from cmia_docs.text.check.findings import Finding, Place, Severity
from cmia_docs.text.model import Unit

# Letters, digits and signs that need no second look: most units hold nothing else.
_PLAIN = re.compile(
    "[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0300-\u034e\u0370-\u0373\u0400-\u052f\u0531-\u0556\u055a-\u058a"
    "\u2009\u2010-\u2027\u202f\u2030-\u205e\u20ac\u2116]*"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters, marks and signs that show nothing although Unicode does not call them format characters: fillers,
# the grapheme joiner, variation selectors, the empty Braille pattern (Default_Ignorable_Code_Point in UAX
# #44).
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Zl", "Zp"})
_UNASSIGNED_CATEGORIES = frozenset({"Cn", "Co", "Cs"})
_CONTEXT = 12


def check_hygiene(place: Place) -> Iterator[Finding]:
    """One finding a unit and character: `codepoint`, `name`, `position` from 1, `count`, `context`."""
    for index, unit in enumerate(place.text.units):
        for part in (unit.label, unit.text):
            if not _PLAIN.fullmatch(part):
                yield from _characters(place, index, part)
        yield from _mixed(place, index, unit)


def kind_of(character: str) -> str:
    """`bidi`, `invisible` or `unassigned`; empty for a character that may stand in a text."""
    if character in _BIDI:
        return "bidi"
    category = unicodedata.category(character)
    if category in _UNASSIGNED_CATEGORIES or character == "\ufffd":
        return "unassigned"
    if character in "\t\n":
        return ""
    return "invisible" if category in _INVISIBLE_CATEGORIES or _UNSEEN.match(character) else ""


def _characters(place: Place, index: int, part: str) -> Iterator[Finding]:
    for character in dict.fromkeys(part):
        if kind := kind_of(character):
            position = part.index(character)
            yield place.finding(
                f"hygiene.{kind}",
                Severity.BLOCKING,
                index,
                codepoint=f"U+{ord(character):04X}",
                name=unicodedata.name(character, ""),
                position=str(position + 1),
                count=str(part.count(character)),
                context=around(part, position),
            )


def _mixed(place: Place, index: int, unit: Unit) -> Iterator[Finding]:
    # Markup may stand inside a word (`**с**лово`): the word that is read is the one to look at.
    for part in (unit.label, place.plain(index)):
        for position, word in scripts.mixed_words(part):
            letters = scripts.strangers(word)
            yield place.finding(
                "hygiene.mixed_script",
                Severity.BLOCKING,
                index,
                word=word,
                codepoint=" ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters)),
                name=", ".join(unicodedata.name(letter, "") for letter in dict.fromkeys(letters)),
                position=str(position + 1),
                context=around(part, position, len(word)),
            )


def around(part: str, position: int, length: int = 1) -> str:
    """The words around a place, with characters that cannot be seen shown by their number."""
    start, end = max(0, position - _CONTEXT), position + length + _CONTEXT
    return "".join(_visible(character) for character in part[start:end])


def _visible(character: str) -> str:
    return f"[U+{ord(character):04X}]" if kind_of(character) else character
