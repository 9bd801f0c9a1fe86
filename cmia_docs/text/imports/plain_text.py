"""Import of plain text and Markdown, in Russian, English and related languages.

It reads our own format, Markdown headings and lists, headings with their words (`Глава I. ...`, `Статья 5.`,
`Article 5`, `Приложение`), sections with Roman numbers, lines in capitals, clauses, points, sub-points,
dashes of any kind. Whether a line break inside a block ends a paragraph is decided for the whole file: lines
of about one length that mostly do not end a sentence were wrapped, and are joined. Everything else is a
paragraph; no word is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cmia_docs.text.format import attributes
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.format.lines import read_line
from cmia_docs.text.format.normalize import clean, normal
from cmia_docs.text.ids import with_ids
from cmia_docs.text.imports.heading_patterns import heading_of, is_name, is_plain_heading, roman_of
from cmia_docs.text.model import HEADINGS, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import body_label
from cmia_docs.text.numbering.numbering import customs_in, settle

_WHITE = " \t\xa0\u2002\u2003\u2009\u202f\u3000"
_DASH = re.compile(r"[-–—−*+•·▪●◦‣][ \t\xa0]+")
_HASHES = re.compile(r"(#{1,6})[ \t]+(.*)")
_HASH_KINDS = {1: UnitKind.TITLE, 2: UnitKind.SECTION, 3: UnitKind.CHAPTER}
_CLAUSE_WITHOUT_BLANK = re.compile(r"(\d{1,3}\.)(?=[^\W\d_])")
_UNDERLINE = re.compile(r"(={3,})|-{3,}")
_BOLD = re.compile(r"\*\*([^*]+)\*\*[ \t]*(.*)")
_STAMP = re.compile(r"(?i:утвержд|принят|приложение|проект|approved|adopted|draft|done at)")
_HIGHEST_CLAUSE = 999
# Lines above the title: at most so many, such as `Approved by ...`.
_MOST_BEFORE_TITLE = 4
_LONGEST_STAMP = 300
_LONGEST_SENTENCE_IN_HEADING = 100
# The widths at which people and programs break lines.
_NARROWEST, _WIDEST = 45, 120
_ENDS = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that is not empty, or one wrapped paragraph. `alone`: blank lines before and after it."""

    words: str
    alone: bool


def from_plain(source: str, language: str, like: Text | None = None) -> Text:
    """The text of a plain text or Markdown file, with an id for each unit. Never fails, drops no word.

    A file in our own format (one that has ids) is read by `file_format.parse`. `like` is another
    language of the same text, whose ids are taken over.
    """
    text = parse(source, language)
    if not any(unit.id for unit in text.units):
        text = _Importer(_lines(normal(source)), language).text()
    return with_ids(text, like)


class _Importer:
    """One pass over the lines."""

    def __init__(self, lines: Sequence[_Line], language: str) -> None:
        self._lines = lines
        self._language = language
        kinds = {heading[0] for line in lines if (heading := heading_of(line.words))}
        self._sections = UnitKind.SECTION in kinds
        # In an act with articles chapters have labels; there a line in capitals is part of the preamble.
        self._plain_headings = UnitKind.ARTICLE not in kinds
        self._roman = 0
        self._units: list[Unit] = []

    def text(self) -> Text:
        index = 0
        while index < len(self._lines):
            index += self._take(index)
        labels = [(unit.kind, unit.label) for unit in self._units]
        numbers = settle([(*label, True) for label in labels], self._language, customs_in(labels))
        units = (replace(unit, fixed=fixed) for unit, (_, fixed) in zip(self._units, numbers, strict=True))
        return Text(self._language, tuple(units))

    def _take(self, index: int) -> int:
        """Add the unit that begins at `index`; returns the number of its lines."""
        line = self._lines[index]
        unit = self._heading(index) or self._body(line.words) or self._title(line)
        if unit is None:
            self._add(UnitKind.PARAGRAPH, "", line.words)
            return 1
        if unit.kind is UnitKind.TABLE:
            return self._table(index)
        if unit.kind is UnitKind.ARTICLE and _is_sentence(unit.text):
            self._add(unit.kind, unit.label, "")
            self._add(UnitKind.PARAGRAPH, "", unit.text)
            return 1
        named = self._name_after(index, unit)
        self._add(unit.kind, unit.label, named or unit.text)
        return 2 if named else 1

    def _add(self, kind: UnitKind, label: str, words: str) -> None:
        self._units.append(Unit("", kind, label, clean(kind, words)))

    def _heading(self, index: int) -> Unit | None:
        line = self._lines[index]
        hashes = _HASHES.match(line.words)
        words = hashes[2].rstrip("#").rstrip(" \t") if hashes else line.words
        bold = _BOLD.fullmatch(words)
        bare = f"{bold[1]} {bold[2]}".strip() if bold else words
        if heading := heading_of(bare):
            return Unit("", self._level(heading[0]), heading[1], heading[2])
        number = roman_of(bare)
        if number == self._roman + 1:
            self._roman = number
            label, _, rest = bare.partition(".")
            return Unit("", UnitKind.SECTION, f"{label}.", rest.strip(_WHITE))
        if hashes:
            return self._hashed(len(hashes[1]), bare)
        return self._numbered(index)

    def _hashed(self, count: int, words: str) -> Unit:
        kind = _HASH_KINDS.get(count, UnitKind.ARTICLE)
        has_heading = any(unit.kind in HEADINGS for unit in self._units)
        if kind is UnitKind.TITLE and has_heading and self._units[-1].kind is not UnitKind.ANNEX:
            kind = UnitKind.SECTION
        read = read_line(f"#### {words}")
        return Unit(
            "", kind, "" if kind is UnitKind.TITLE else read[1], words if kind is UnitKind.TITLE else read[2]
        )

    def _level(self, kind: UnitKind) -> UnitKind:
        """The kind; in an act without sections chapters are the first level."""
        return UnitKind.SECTION if kind is UnitKind.CHAPTER and not self._sections else kind

    def _numbered(self, index: int) -> Unit | None:
        """A section such as `1. ОБЩИЕ ПОЛОЖЕНИЯ`: in capitals, or followed by clauses 1.1, 1.2."""
        words = self._lines[index].words
        clause = body_label(words)
        if clause is None or clause[0] is not UnitKind.CLAUSE:
            alone = self._lines[index].alone and self._plain_headings and self._units
            return Unit("", UnitKind.SECTION, "", words) if alone and is_plain_heading(words) else None
        rest = words[len(clause[1]) :].strip(_WHITE)
        after = self._lines[index + 1].words if index + 1 < len(self._lines) else ""
        if (self._plain_headings and is_plain_heading(rest)) or (
            is_name(rest) and after.startswith(f"{clause[1]}1.")
        ):
            return Unit("", UnitKind.SECTION, clause[1], rest)
        return None

    def _body(self, words: str) -> Unit | None:
        if dash := _DASH.match(words):
            return Unit("", UnitKind.DASH, "", words[dash.end() :])
        if tight := _CLAUSE_WITHOUT_BLANK.match(words):
            words = f"{tight[1]} {words[tight.end() :]}"
        kind, label, text = read_line(words)
        is_year = (
            kind is UnitKind.CLAUSE
            and label.split(".")[0].isdigit()
            and int(label.split(".")[0]) > _HIGHEST_CLAUSE
        )
        return (
            None if kind is UnitKind.PARAGRAPH or kind in HEADINGS or is_year else Unit("", kind, label, text)
        )

    def _title(self, line: _Line) -> Unit | None:
        """The first line of an act, except lines above it such as `Утверждено решением ...`."""
        before = self._units
        if len(before) > _MOST_BEFORE_TITLE or _STAMP.match(line.words) or not is_name(line.words):
            return None
        if any(unit.kind in HEADINGS or len(unit.text) > _LONGEST_STAMP for unit in before):
            return None
        return Unit("", UnitKind.TITLE, "", line.words)

    def _table(self, index: int) -> int:
        end = index
        while end < len(self._lines) and self._lines[end].words.startswith("|"):
            end += 1
        self._add(UnitKind.TABLE, "", "\n".join(line.words for line in self._lines[index:end]))
        return end - index

    def _name_after(self, index: int, unit: Unit) -> str:
        """The name of a heading from the next line, where its label is on a line of its own."""
        if unit.kind not in HEADINGS or unit.text or not unit.label or index + 1 >= len(self._lines):
            return ""
        words = self._lines[index + 1].words
        taken = heading_of(words) or self._body(words) or words.startswith(("#", "|"))
        return words if is_name(words) and not taken else ""


def _is_sentence(words: str) -> bool:
    """Whether these are the words of an article, not its name: `Статья 1. Стороны сотрудничают ... .`."""
    return len(words) > _LONGEST_SENTENCE_IN_HEADING and words.endswith(_ENDS)


def _lines(source: str) -> list[_Line]:
    blocks: list[list[str]] = [[]]
    for raw in source.split("\n"):
        words = attributes.read(raw.strip(_WHITE))[0]
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    blocks = list(map(_with_hashes, blocks))
    if _is_wrapped(blocks):
        blocks = [_unwrapped(block) for block in blocks]
    return [_Line(words, len(block) == 1) for block in blocks for words in block]


def _with_hashes(block: list[str]) -> list[str]:
    """The block with hashes before a heading that is underlined, as in CommonMark (section 4.3)."""
    if len(block) < 2 or not (line := _UNDERLINE.fullmatch(block[1])):
        return block
    if read_line(block[0])[0] is not UnitKind.PARAGRAPH or _DASH.match(block[0]):
        return block
    return [f"{'#' if line[1] else '##'} {block[0]}", *block[2:]]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines were wrapped: many lines of about one length do not end a sentence."""
    inner = [line for block in blocks for line in block[:-1] if not line.startswith("|")]
    broken = [len(line) for line in inner if len(line) >= _NARROWEST and not line.endswith(_ENDS)]
    return len(broken) >= 3 and len(broken) >= 0.4 * len(inner) and max(broken) <= _WIDEST


def _unwrapped(block: Sequence[str]) -> list[str]:
    joined: list[list[str]] = []
    for line in block:
        if joined and _goes_on(joined[-1][-1], line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return list(map(" ".join, joined))


def _goes_on(before: str, line: str) -> bool:
    marked = (
        _HASHES.match(line)
        or _DASH.match(line)
        or heading_of(line)
        or read_line(line)[0] is not UnitKind.PARAGRAPH
    )
    if marked or _HASHES.match(before) or before.startswith("|"):
        return False
    return line[0].islower() or heading_of(before) is None
