"""Checks of characters that hide the real content of a text: invisible, bidi, unassigned, mixed scripts.

They are refused at adoption: signed words must be the words that are read, and search must find them. The
normal characters of Russian and related languages raise nothing: no-break and thin spaces, quotes, dashes,
the number sign, stress marks, Latin words and Roman numerals beside Cyrillic ones, even across a hyphen
(`IT-система`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cmia_docs.text.check import scripts
from cmia_docs.text.check.findings import CheckedText, Finding, Severity
from cmia_docs.text.model import Unit

# Letters, digits and symbols that are never reported: most units contain no others.
_PLAIN = re.compile(
    "[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0300-\u034e\u0370-\u0373\u0400-\u052f\u0531-\u0556\u055a-\u058a"
    "\u2009\u2010-\u2027\u202f\u2030-\u205e\u20ac\u2116]*"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Characters that are invisible although they are not format characters in Unicode: fillers,
# the grapheme joiner, variation selectors, the empty Braille pattern (Default_Ignorable_Code_Point in UAX
# #44).
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Zl", "Zp"})
_UNASSIGNED_CATEGORIES = frozenset({"Cn", "Co", "Cs"})
_CONTEXT = 12


def check_characters(checked: CheckedText) -> Iterator[Finding]:
    """One finding per unit and character: `codepoint`, `name`, `position` from 1, `count`, `context`."""
    for index, unit in enumerate(checked.text.units):
        for part in (unit.label, unit.text):
            if not _PLAIN.fullmatch(part):
                yield from _characters(checked, index, part)
        yield from _mixed(checked, index, unit)


def kind_of(character: str) -> str:
    """`bidi`, `invisible` or `unassigned`; empty for a character that a text may contain."""
    if character in _BIDI:
        return "bidi"
    category = unicodedata.category(character)
    if category in _UNASSIGNED_CATEGORIES or character == "\ufffd":
        return "unassigned"
    if character in "\t\n":
        return ""
    return "invisible" if category in _INVISIBLE_CATEGORIES or _INVISIBLE.match(character) else ""


def _characters(checked: CheckedText, index: int, part: str) -> Iterator[Finding]:
    for character in dict.fromkeys(part):
        if kind := kind_of(character):
            position = part.index(character)
            yield checked.finding(
                f"hygiene.{kind}",
                Severity.BLOCKING,
                index,
                codepoint=f"U+{ord(character):04X}",
                name=unicodedata.name(character, ""),
                position=str(position + 1),
                count=str(part.count(character)),
                context=around(part, position),
            )


def _mixed(checked: CheckedText, index: int, unit: Unit) -> Iterator[Finding]:
    # Markup may be inside a word (`**с**лово`): the word as it is read is checked.
    for part in (unit.label, checked.plain(index)):
        for position, word in scripts.mixed_words(part):
            characters = scripts.foreign_characters(word)
            yield checked.finding(
                "hygiene.mixed_script",
                Severity.BLOCKING,
                index,
                word=word,
                codepoint=" ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters)),
                name=", ".join(unicodedata.name(character) for character in dict.fromkeys(characters)),
                position=str(position + 1),
                context=around(part, position, len(word)),
            )


def around(part: str, position: int, length: int = 1) -> str:
    """The text around a position, with invisible characters shown by their code."""
    start, end = max(0, position - _CONTEXT), position + length + _CONTEXT
    return "".join(_visible(character) for character in part[start:end])


def _visible(character: str) -> str:
    return f"[U+{ord(character):04X}]" if kind_of(character) else character
