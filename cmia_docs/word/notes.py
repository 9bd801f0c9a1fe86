"""Real Word footnotes. python-docx does not support them, so the part that holds them is made here.

Word numbers footnotes by the order of their marks. The first mark of a note is the footnote itself; each
further one is a field that refers to the first, so that it has the same number and the note is printed once,
however often it is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.structure.tree import parents
from cmia_docs.word.paragraph_styles import PARAGRAPH_STYLES

# Every footnotes part begins with the separator lines, as two footnotes that settings.xml refers to.
_FRAME = f"""
<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>
<w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>
<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""

_FURTHER_MARK = r"""<w:fldSimple {ns} w:instr=" NOTEREF _RefNote{number} \f \h "><w:r><w:rPr>
<w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{number}</w:t></w:r></w:fldSimple>"""
# The bookmarks of units count from 1; there are fewer than this.
_FIRST_BOOKMARK = 1_000_000


class Notes:
    """The notes of one text: looked up by their marks and written into the document."""

    def __init__(self, text: Text, document: WordDocument) -> None:
        above = parents(text)
        self._document = document
        self._units = [
            (above[index], unit) for index, unit in enumerate(text.units) if unit.kind is UnitKind.FOOTNOTE
        ]
        self._by_mark = {(scope, unit.label): unit for scope, unit in reversed(self._units)}
        self._first = {unit.label: (scope, unit.label) for scope, unit in reversed(self._units)}
        self._marked: set[tuple[int, str]] = set()
        self._part = parse_xml(_FRAME)
        self._numbers: dict[Unit, int] = {}

    def find(self, scope: int, label: str) -> Unit | None:
        """The note for a mark in `scope` (the index of its annex, or -1).

        A note of the scope, else of the act, else the first with this label: notes of an act may follow its
        annexes.
        """
        for key in ((scope, label), (-1, label), self._first.get(label)):
            if key in self._by_mark:
                self._marked.add(key)
                return self._by_mark[key]
        return None

    def mark(self, paragraph: Paragraph, note: Unit) -> Paragraph | None:
        """Append a mark of the note to a paragraph.

        Returns the empty paragraph of its footnote at the first mark, None at a further one.
        """
        if number := self._numbers.get(note):
            paragraph._p.append(parse_xml(_FURTHER_MARK.format(ns=nsdecls("w"), number=number)))
            return None
        number = self._numbers[note] = len(self._numbers) + 1
        _bookmark(paragraph, "Start", number)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        _mark(paragraph, reference)
        _bookmark(paragraph, "End", number)
        return self._footnote(number)

    def _footnote(self, number: int) -> Paragraph:
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), str(number))
        content = cast(CT_P, OxmlElement("w:p"))
        footnote.append(content)
        self._part.append(footnote)
        # The paragraph uses the styles of the document, although it is in another part.
        inside = Paragraph(content, self._document._body)
        inside.style = self._document.styles[PARAGRAPH_STYLES[UnitKind.FOOTNOTE].name]
        _mark(inside, OxmlElement("w:footnoteRef"))
        inside.add_run(" ")
        return inside

    def unmarked(self) -> Iterator[Unit]:
        """The notes without a mark, in order: they are printed at the end, so that none is lost."""
        for scope, unit in self._units:
            is_first = self._by_mark[scope, unit.label] is unit
            if not (is_first and (scope, unit.label) in self._marked):
                yield unit

    def close(self) -> None:
        """Add the part with the notes to the file. Without notes there is no such part."""
        if self._numbers:
            name = PackURI("/word/footnotes.xml")
            part = XmlPart(name, CT.WML_FOOTNOTES, self._part, self._document.part.package)
            self._document.part.relate_to(part, RT.FOOTNOTES)


def _bookmark(paragraph: Paragraph, end: str, number: int) -> None:
    element = OxmlElement(f"w:bookmark{end}")
    element.set(qn("w:id"), str(_FIRST_BOOKMARK + number))
    if end == "Start":
        element.set(qn("w:name"), f"_RefNote{number}")
    paragraph._p.append(element)


def _mark(paragraph: Paragraph, element: _Element) -> None:
    run = paragraph.add_run()
    properties = run._r.get_or_add_rPr()
    properties.append(parse_xml(f'<w:rStyle {nsdecls("w")} w:val="FootnoteReference"/>'))
    run._r.append(element)
