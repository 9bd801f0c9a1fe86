"""The legal text as a value: a sequence of numbered, identified units.

A `Text` is one language version of a document. It is flat, in reading order; the hierarchy follows from
the kinds (`KIND_DEPTH`). All values are immutable: an operation returns a new `Text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class UnitKind(StrEnum):
    """What a unit is. The comment shows how its line begins in the text file."""

    TITLE = "title"  # "# "
    SECTION = "section"  # "## "     section (раздел), or chapter where the act has no sections
    CHAPTER = "chapter"  # "### "    chapter (глава) within a section
    ARTICLE = "article"  # "#### "   article (статья)
    ANNEX = "annex"  # "##### "  annex (приложение); all units after it belong to it
    CLAUSE = "clause"  # "1. "     paragraph of an article, or clause (часть, пункт)
    POINT = "point"  # "1) "     point (подпункт)
    SUBPOINT = "subpoint"  # "а) "     sub-point, Cyrillic or Latin character
    DASH = "dash"  # "- "
    PARAGRAPH = "paragraph"  # plain text
    QUOTE = "quote"  # "> "
    TABLE = "table"  # pipe table, several lines
    FOOTNOTE = "footnote"  # "[^f1]: "


# The depth of each kind: a unit belongs to the nearest unit before it that is less deep.
# A title contains nothing, so that the chapters of an act and of an annex are at the same depth.
KIND_DEPTH: Mapping[UnitKind, int] = MappingProxyType(
    {
        UnitKind.ANNEX: 0,
        UnitKind.TITLE: 1,
        UnitKind.SECTION: 1,
        UnitKind.CHAPTER: 2,
        UnitKind.ARTICLE: 3,
        UnitKind.CLAUSE: 4,
        UnitKind.PARAGRAPH: 5,
        UnitKind.QUOTE: 5,
        UnitKind.TABLE: 5,
        UnitKind.POINT: 5,
        UnitKind.SUBPOINT: 6,
        UnitKind.DASH: 7,
        UnitKind.FOOTNOTE: 7,
    }
)
HEADINGS = frozenset({UnitKind.TITLE, UnitKind.SECTION, UnitKind.CHAPTER, UnitKind.ARTICLE, UnitKind.ANNEX})
# Kinds of units that never contain other units.
LEAVES = frozenset(
    {UnitKind.TITLE, UnitKind.PARAGRAPH, UnitKind.QUOTE, UnitKind.TABLE, UnitKind.DASH, UnitKind.FOOTNOTE}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a text.

    `label` is the printed label exactly as in the file, without the space after it: `Глава I.`,
    `Статья 5-1.`, `1.`, `2)`, `б)`, `f1` for a footnote; empty for kinds or headings that carry none.
    `fixed` says that the label is not the one that automatic numbering would give: renumbering keeps it.
    `text` is the inline source (`**strong**`, `[[b2]]`, `[^f1]`); for a table its pipe lines joined by LF.
    """

    id: str
    kind: UnitKind
    label: str
    text: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One language version: units in reading order. `language` is a BCP 47 code such as `ru`."""

    language: str
    units: tuple[Unit, ...] = field(default=())


Texts = Mapping[str, Text]
"""The language versions of a document, by language."""
