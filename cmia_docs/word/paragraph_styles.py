"""The Word style of each kind of unit: real styles, so that outline, table of contents and restyling work.

The measures are those that councils expect of an act on paper (GOST R 7.0.97-2016, section 3): A4, 12 to 14
points, first line indented by 1.25 cm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cmia_docs.text.model import UnitKind

FONT = "Times New Roman"
"""On every machine that has Word, with Cyrillic; other programs replace it by a font of the same widths."""

BODY_POINTS = 13.0


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One paragraph style. Indents are in centimetres, other lengths in points; `outline` counts from 0."""

    id: str
    name: str
    align: str = "both"
    points: float = BODY_POINTS
    bold: bool = False
    italic: bool = False
    left: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 4.0
    outline: int | None = None
    new_page: bool = False
    in_gallery: bool = True

    @property
    def is_heading(self) -> bool:
        return self.outline is not None


PARAGRAPH_STYLES: Mapping[UnitKind, StyleSpec] = MappingProxyType(
    {
        UnitKind.TITLE: StyleSpec("Title", "Title", "center", 16, bold=True, before=6, after=18, outline=0),
        UnitKind.ANNEX: StyleSpec("Annex", "Annex", "right", after=18, outline=0, new_page=True),
        UnitKind.SECTION: StyleSpec(
            "Heading1", "heading 1", "center", 14, bold=True, before=18, after=8, outline=0
        ),
        UnitKind.CHAPTER: StyleSpec(
            "Heading2", "heading 2", "center", bold=True, before=14, after=6, outline=1
        ),
        UnitKind.ARTICLE: StyleSpec("Heading3", "heading 3", bold=True, first=1.25, before=12, outline=2),
        UnitKind.CLAUSE: StyleSpec("Clause", "Clause", first=1.25),
        UnitKind.POINT: StyleSpec("Point", "Point", first=1.25),
        UnitKind.SUBPOINT: StyleSpec("Subpoint", "Sub-point", left=1.25, first=1.25),
        UnitKind.DASH: StyleSpec("Dash", "Dash", first=1.25),
        UnitKind.PARAGRAPH: StyleSpec("BodyText", "Body Text", first=1.25),
        UnitKind.QUOTE: StyleSpec("Quote", "Quote", italic=True, left=1.25),
        UnitKind.TABLE: StyleSpec("TableText", "Table Text", "left", 11, after=2, before=2),
        UnitKind.FOOTNOTE: StyleSpec("FootnoteText", "footnote text", points=10, after=2),
    }
)
TABLE_HEAD = StyleSpec("TableHead", "Table Head", "center", 11, bold=True, after=2, before=2)
AFTER_TABLE = StyleSpec("AfterTable", "After Table", points=6, after=0, in_gallery=False)
HEADER = StyleSpec("Header", "header", "left", 9, after=0, in_gallery=False)
FOOTER = StyleSpec("Footer", "footer", "center", 9, after=0, in_gallery=False)

ALL_STYLES = (*PARAGRAPH_STYLES.values(), TABLE_HEAD, AFTER_TABLE, HEADER, FOOTER)
