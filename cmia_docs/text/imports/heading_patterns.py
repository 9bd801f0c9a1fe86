"""Which lines of an imported text are headings: `Глава I. Общие положения`, `Article 5`, `ПРЕАМБУЛА`.

These are guesses. They only choose the kind of a unit; a wrong guess loses no words and is corrected in the
editor.
"""

from __future__ import annotations

import re

from cmia_docs.text.model import UnitKind
from cmia_docs.text.numbering.labels import heading_label, readings
from cmia_docs.text.numbering.numerals import Style

_WORDS = {
    UnitKind.SECTION: (
        "раздел|часть|part|title|section|раздзел|частка|розділ|частина|бөлім|бөлүм|қисми|фасли"
        "|bölmə|bo[‘ʻ]lim|titlul|բաժին"
    ),
    UnitKind.CHAPTER: "глава|подраздел|chapter|тарау|боби|bob|fəsil|bap|capitolul|գլուխ",
    UnitKind.ARTICLE: (
        "статья|article|артыкул|стаття|бап|берене|моддаи|modda|madda|maddə|հոդված|articolul|параграф|§"
    ),
    UnitKind.ANNEX: (
        "приложение|annex|appendix|schedule|дадатак|додаток|қосымша|тиркеме|замимаи|ilova|əlavə"
        "|հավելված|anexa"
    ),
}
_KIND_OF_WORD = [(kind, re.compile(rf"(?i:{words})(?![^\W\d_])")) for kind, words in _WORDS.items()]
_ALONE = re.compile(r"(?i:преамбула|введение|preamble|introduction|прэамбула|preambula|preambul)[.:]?")
_DASH = re.compile(r"^[-–—][ \t\xa0]+")
_LONGEST_HEADING = 250
_LONGEST_CAPITALS = 120
_ENDS = (".", ";", ",", ":", "!", "?")
_OPENING = '«"“„('


def heading_of(line: str) -> tuple[UnitKind, str, str] | None:
    """Kind, label and words of a heading that begins with a word such as `Глава`; None for other lines."""
    label = heading_label(line)
    kind = _kind_of(label)
    if kind is None:
        return None
    words = _without_dash(line[len(label) :].lstrip(" \t\xa0"))
    return (kind, label, words) if _reads_as_heading(kind, label, words) else None


def roman_of(line: str) -> int:
    """The number of a heading such as `IV. Организация работы`; 0 for other lines."""
    label = heading_label(line)
    if not label.endswith(".") or not _is_title(line[len(label) :].strip()):
        return 0
    read = [
        one
        for one in readings(UnitKind.SECTION, label)
        if one.form.style is Style.ROMAN and not one.form.before
    ]
    return read[0].number if read and read[0].exact else 0


def is_plain_heading(line: str) -> bool:
    """Whether a line between blank lines is a heading without a label: `ОБЩИЕ ПОЛОЖЕНИЯ`, `Preamble`."""
    if _ALONE.fullmatch(line):
        return True
    characters = sum(map(str.isalpha, line))
    return characters >= 4 and line.isupper() and len(line) <= _LONGEST_CAPITALS and _is_title(line)


def is_name(line: str) -> bool:
    """Whether `line` may be the name of the heading whose label is on the line before."""
    return bool(line) and len(line) <= _LONGEST_HEADING and line[0].isupper() and _is_title(line)


def _without_dash(words: str) -> str:
    """The words without a dash that only separates label and name: `Статья 2 – Сроки`."""
    name = _DASH.sub("", words, count=1)
    return name if name[:1].isupper() and _is_title(name) else words


def _kind_of(label: str) -> UnitKind | None:
    return next((kind for kind, word in _KIND_OF_WORD if word.search(label)), None) if label else None


def _reads_as_heading(kind: UnitKind, label: str, words: str) -> bool:
    """Whether it is a heading, not a sentence such as `Статья 5 настоящего Положения применяется ...`."""
    if not words:
        return True
    if kind is UnitKind.ANNEX and label[-1].isalpha():
        return len(words) <= _LONGEST_HEADING and not words.endswith((";", ","))
    if label.endswith((".", ":")):
        return not words[0].islower()
    return (words[0].isupper() or words[0] in _OPENING) and _is_title(words)


def _is_title(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_HEADING and not words.endswith(_ENDS)
