"""Parses a printed label into word, number and punctuation: `Статья 5-1.` is `Статья `, 5, `-1`, `.`.

One grammar of labels serves the file format, the import of texts and the numbering. No repetition in it is
without a limit, so that no input makes it slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cmia_docs.text.model import HEADINGS, UnitKind
from cmia_docs.text.numbering import numerals
from cmia_docs.text.numbering.heading_labels import AFTER_NUMBER, ANNEX_WORDS, BEFORE_NUMBER, words_of
from cmia_docs.text.numbering.numerals import Style

NUMBERED = frozenset(
    {
        UnitKind.SECTION,
        UnitKind.CHAPTER,
        UnitKind.ARTICLE,
        UnitKind.ANNEX,
        UnitKind.CLAUSE,
        UnitKind.POINT,
        UnitKind.SUBPOINT,
    }
)
_GAP = "[ \xa0]"
_END = "(?=[ \t\xa0]|$)"
_DASH = "[-‐‑–]"
# The suffix of a unit that was inserted between two others: 5-1, 5.1, 5^1^, 5¹, 5a, 5 bis.
_TAIL_OF_CHARACTER = rf"(?:(?:{_DASH}|\.)\d{{1,4}}){{1,4}}|\^\d{{1,3}}\^|[⁰¹²³⁴-⁹]{{1,3}}|\d{{1,3}}"
_TAIL = (
    rf"(?:(?:{_DASH}|\.)\d{{1,4}}){{1,4}}|\^\d{{1,3}}\^|[⁰¹²³⁴-⁹]{{1,3}}|[a-zа-яё]"
    rf"|{_GAP}(?:bis|ter|quater|quinquies|sexies)"
)
_ORDINAL = (
    "(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:ый|ой|ий|ая|ья|ое|ье)"
    "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six"
)
# Х, С, М and І are Cyrillic: Roman numerals are often typed so, and the checks report them.
_AFTER_WORD = rf"(?:\d{{1,6}}|[IVXLCDMХСМІ]{{1,12}}|(?i:{_ORDINAL})|[A-ZА-Я])"
_ALONE = r"(?:\d{1,6}|[IVXLCDM]{1,12}|[A-ZА-Я])"
_NUMERO = rf"(?:(?:№|N|No\.){_GAP}?)?"
_HEADING = re.compile(
    rf"(?P<before>(?i:(?:{'|'.join(BEFORE_NUMBER)}){_GAP}{_NUMERO}|§{_GAP}?))"
    rf"(?P<number>{_AFTER_WORD})(?P<tail>{_TAIL})?(?P<after>[.):]?){_END}"
    rf"|(?P<number2>{_ALONE})(?P<tail2>{_TAIL})?(?P<after2>[.)]){_END}"
    rf"|(?P<number3>\d{{1,6}}|[IVXLCDM]{{1,12}})(?P<after3>(?:{_DASH}|{_GAP})(?i:{'|'.join(AFTER_NUMBER)})[.:]?){_END}"
    rf"|(?P<word>(?i:{'|'.join(ANNEX_WORDS)})){_END}"
)
_CHARACTER = "(?:[ivxlcdm]{1,9}|[aа]?[a-zа-яё]|[A-ZА-ЯЁ])"
_BODY = re.compile(
    rf"(?P<before>)(?P<number>\d{{1,6}})(?P<tail>{_TAIL})?(?P<after>\.){_END}"
    rf"|(?P<before2>\(?)(?P<number2>\d{{1,6}})(?P<tail2>{_TAIL})?(?P<after2>\)){_END}"
    rf"|(?P<before3>\(?)(?P<number3>{_CHARACTER})(?P<tail3>{_TAIL_OF_CHARACTER})?(?P<after3>\)){_END}"
)
_NOTE = re.compile(r"f(\d{1,4})")
_HIGHEST_LOWER_ROMAN = 60
_BODY_KINDS = {"after": UnitKind.CLAUSE, "after2": UnitKind.POINT, "after3": UnitKind.SUBPOINT}


@dataclass(frozen=True, slots=True)
class LabelForm:
    """How a label is printed around its number. `outer`: after the number of the heading, as in `2.1.`."""

    before: str
    style: Style
    after: str
    outer: bool = False

    def show(self, number: int, outer: str = "") -> str:
        """The label of `number`; without a number style it is only the word."""
        above = f"{outer}." if self.outer else ""
        return f"{self.before}{above}{numerals.show(number, self.style)}{self.after}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label. `exact` is false for an inserted unit's label: 5-1 is read as 5."""

    form: LabelForm
    number: int
    exact: bool
    outer: str = ""


def heading_label(content: str) -> str:
    """The label at the beginning of a heading's content; empty where there is none."""
    match = _HEADING.match(content)
    return match[0] if match else ""


def body_label(content: str) -> tuple[UnitKind, str] | None:
    """The kind and label of a clause, point or sub-point at the start of `content`; None for other text."""
    match = _BODY.match(content)
    if match is None or _is_word(match["number3"] or ""):
        return None
    return next(kind for after, kind in _BODY_KINDS.items() if match[after]), match[0]


@lru_cache(maxsize=8192)
def readings(kind: UnitKind, label: str) -> tuple[Reading, ...]:
    """All ways to read `label`, the smallest number first; none where no number is recognized."""
    match = (_HEADING if kind in HEADINGS else _BODY).fullmatch(label)
    if not match:
        return ()
    groups = {name.rstrip("23"): value for name, value in match.groupdict().items() if value is not None}
    if "word" in groups:
        return (Reading(LabelForm(groups["word"], Style.NONE, ""), 0, True),)
    tail = groups.get("tail", "")
    result = [
        Reading(LabelForm(groups.get("before", ""), style, groups["after"]), number, not tail)
        for style, number in numerals.readings(groups["number"])
    ]
    return (*_compound(kind, groups, tail), *result)


def note_label(label: str) -> str:
    """A note's label as it is printed: `f1` is the name of note 1."""
    match = _NOTE.fullmatch(label)
    return match[1] if match else label


def _is_word(characters: str) -> bool:
    """Whether it is a word rather than a Roman numeral of a list: `civil)`, `mix)`."""
    if len(characters) < 2:
        return False
    return not any(number <= _HIGHEST_LOWER_ROMAN for _, number in numerals.readings(characters))


def _compound(kind: UnitKind, groups: dict[str, str], tail: str) -> list[Reading]:
    """`2.1.` may be the first clause of section 2, or a clause inserted after clause 2."""
    if kind is not UnitKind.CLAUSE or not tail.startswith(".") or not tail[1:].isdecimal():
        return []
    return [
        Reading(
            LabelForm("", Style.ARABIC, groups["after"], outer=True), int(tail[1:]), True, groups["number"]
        )
    ]


def default_form(kind: UnitKind, language: str) -> LabelForm:
    """The form of the first label of its kind in a text: Roman for sections, Arabic for the others."""
    if kind is UnitKind.CLAUSE:
        return LabelForm("", Style.ARABIC, ".")
    if kind is UnitKind.POINT:
        return LabelForm("", Style.ARABIC, ")")
    if kind is UnitKind.SUBPOINT:
        return LabelForm("", Style.LATIN if _writes_latin(language) else Style.CYRILLIC, ")")
    before, _, after = words_of(language).headings[kind].partition("{}")
    roman = kind is UnitKind.SECTION and not after.startswith("-")
    return LabelForm(before, Style.ROMAN if roman else Style.ARABIC, after)


def _writes_latin(language: str) -> bool:
    return language.partition("-")[0] not in {"ru", "be", "uk", "kk", "ky", "tg"}
