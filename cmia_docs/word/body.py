"""The units of a text as paragraphs and tables of a Word document, each with a bookmark named by its id."""

from __future__ import annotations

from typing import cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from cmia_docs.text.format.table import has_header, rows
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import note_label
from cmia_docs.word.inlines import Inlines, bookmark_name
from cmia_docs.word.notes import Notes
from cmia_docs.word.paragraph_styles import (
    AFTER_TABLE,
    ALL_STYLES,
    PARAGRAPH_STYLES,
    TABLE_HEAD,
    StyleSpec,
)
from cmia_docs.word.tables import MOST_COLUMNS, new_table
from cmia_docs.word.xml_text import legal


def write_body(document: WordDocument, text: Text) -> None:
    """Append all units of the text, its notes as footnotes. No part of the text is left out."""
    _Body(document, text).write()


class _Body:
    def __init__(self, document: WordDocument, text: Text) -> None:
        self._document = document
        self._units = text.units
        self._notes = Notes(text, document)
        self._inlines = Inlines(text, self._notes)
        self._end = document.element.body.sectPr
        self._styles = {spec: cast(ParagraphStyle, document.styles[spec.name]) for spec in ALL_STYLES}
        self._bookmarks: set[str] = set()
        self._scope = -1

    def write(self) -> None:
        for index, unit in enumerate(self._units):
            if unit.kind is UnitKind.ANNEX:
                self._scope = index
            if unit.kind is UnitKind.TABLE:
                self._table(unit)
            elif unit.kind is not UnitKind.FOOTNOTE:
                self._paragraph(unit)
        for unit in self._notes.unmarked():
            self._unmarked_note(unit)
        self._notes.close()

    def _paragraph(self, unit: Unit) -> None:
        paragraph = self._new(PARAGRAPH_STYLES[unit.kind])
        self._bookmark(paragraph, unit)
        label = "–" if unit.kind is UnitKind.DASH else unit.label
        if label:
            paragraph.add_run(legal(f"{label} " if unit.text else label))
        self._inlines.write(paragraph, unit.text, self._scope)

    def _unmarked_note(self, unit: Unit) -> None:
        paragraph = self._new(PARAGRAPH_STYLES[UnitKind.FOOTNOTE])
        paragraph.add_run(legal(note_label(unit.label))).font.superscript = True
        paragraph.add_run(" ")
        self._inlines.write(paragraph, unit.text, self._scope)

    def _table(self, unit: Unit) -> None:
        cells = rows(unit)
        if len(cells[0]) > MOST_COLUMNS:
            self._wide_table(unit)
            return
        table = new_table(self._document, cells, with_head=has_header(unit))
        for number, (row, sources) in enumerate(zip(table.rows, cells, strict=True)):
            spec = TABLE_HEAD if number == 0 and has_header(unit) else PARAGRAPH_STYLES[UnitKind.TABLE]
            for cell, source in zip(row.cells, sources, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = self._styles[spec]
                self._inlines.write(paragraph, source, self._scope)
        first: Paragraph = table.rows[0].cells[0].paragraphs[0]
        self._bookmark(first, unit)
        # Word joins two tables that have no paragraph between them.
        self._new(AFTER_TABLE)

    def _wide_table(self, unit: Unit) -> None:
        for number, line in enumerate(unit.text.split("\n")):
            paragraph = self._new(PARAGRAPH_STYLES[UnitKind.TABLE])
            if number == 0:
                self._bookmark(paragraph, unit)
            self._inlines.write(paragraph, line, self._scope)

    def _new(self, spec: StyleSpec) -> Paragraph:
        # The library's own function searches all paragraphs for the end, and all styles for this one:
        # for the 10,000 units of a long code that takes 15 seconds.
        element = cast(CT_P, OxmlElement("w:p"))
        element.style = spec.id
        self._end.addprevious(element)
        return Paragraph(element, self._document._body)

    def _bookmark(self, paragraph: Paragraph, unit: Unit) -> None:
        """Mark where a unit begins, for links within the file and for a later import of the file."""
        name = bookmark_name(unit.id)
        if not unit.id or name in self._bookmarks:
            return
        self._bookmarks.add(name)
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = OxmlElement(tag)
            element.set(qn("w:id"), str(len(self._bookmarks)))
            if tag == "w:bookmarkStart":
                element.set(qn("w:name"), name)
            paragraph._p.append(element)
