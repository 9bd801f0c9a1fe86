"""Inline source (`**strong**`, `[[b2]]`, `[^f1]`) as runs of a Word paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cmia_docs.text.format.inline import Inline, Mark, parse_inline
from cmia_docs.text.model import Text
from cmia_docs.text.structure.citation import Citations, inside_sentence
from cmia_docs.word.notes import Notes
from cmia_docs.word.xml_text import legal

_INSIDE_NOTE = -2
_NOT_IN_NAMES = re.compile(r"\W")
_LONGEST_NAME = 40
"""Characters of a bookmark's name: ECMA-376 sets no limit, Word does."""


class Inlines:
    """Writes the inline source of one text. References become links with the words of a citation."""

    def __init__(self, text: Text, notes: Notes) -> None:
        self._notes = notes
        self._cited = Citations(text)
        self._begins = True
        self._places = {unit.id: at for at, unit in reversed(list(enumerate(text.units))) if unit.id}

    def write(self, paragraph: Paragraph, source: str, scope: int) -> None:
        """Append `source` to the paragraph. `scope` is the index of the annex that it stands in, or -1.

        A reference or a mark that leads nowhere is printed as it is written.
        """
        self._begins = True
        self._write(paragraph, parse_inline(source), scope, frozenset())

    def _write(
        self, paragraph: Paragraph, pieces: Iterable[Inline], scope: int, marks: frozenset[Mark]
    ) -> None:
        for piece in pieces:
            if piece.mark is Mark.NOTE:
                self._note(paragraph, piece.text, scope, marks)
            elif piece.mark is Mark.REFERENCE:
                self._reference(paragraph, piece.text, marks)
            elif piece.mark is Mark.PLAIN:
                _run(paragraph, piece.text, marks)
            else:
                self._write(paragraph, piece.children, scope, marks | {piece.mark})
            self._begins = False

    def _note(self, paragraph: Paragraph, label: str, scope: int, marks: frozenset[Mark]) -> None:
        # Word has no footnotes of footnotes: a mark inside one stays as it is written.
        note = None if scope == _INSIDE_NOTE else self._notes.find(scope, label)
        if note is None:
            _run(paragraph, f"[^{label}]", marks)
            return
        if inside := self._notes.mark(paragraph, note):
            self._write(inside, parse_inline(note.text), _INSIDE_NOTE, frozenset())

    def _reference(self, paragraph: Paragraph, target: str, marks: frozenset[Mark]) -> None:
        if target not in self._places:
            _run(paragraph, f"[[{target}]]", marks)
            return
        words = self._cited.of(self._places[target])
        # A citation begins with a capital; within a sentence it does not.
        if not self._begins:
            words = inside_sentence(words)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark_name(target))
        link.append(_run(paragraph, words, marks)._r)
        paragraph._p.append(link)


def bookmark_name(unit_id: str) -> str:
    """The Word bookmark of a unit: letters, digits and underscores only, so `c1-2` is `u_c1_2`.

    A file from elsewhere may give a unit any id at all, with quotes, controls or a thousand letters.
    """
    return ("u_" + _NOT_IN_NAMES.sub("_", unit_id))[:_LONGEST_NAME]


def _run(paragraph: Paragraph, words: str, marks: frozenset[Mark]) -> Run:
    run = paragraph.add_run(legal(words))
    # What is not marked is left to the style, and raised and lowered are one property: no False here.
    if Mark.STRONG in marks:
        run.bold = True
    if Mark.EM in marks:
        run.italic = True
    if Mark.SUB in marks:
        run.font.subscript = True
    if Mark.SUP in marks:
        run.font.superscript = True
    return run
