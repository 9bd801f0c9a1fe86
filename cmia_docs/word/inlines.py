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
    """Writes the inline source of one text. References become links with the words of their citation."""

    def __init__(self, text: Text, notes: Notes) -> None:
        self._notes = notes
        self._citations = Citations(text)
        self._at_start = True
        self._indexes = {unit.id: index for index, unit in reversed(list(enumerate(text.units))) if unit.id}

    def write(self, paragraph: Paragraph, source: str, scope: int) -> None:
        """Append `source` to the paragraph. `scope` is the index of the annex that contains it, or -1.

        A reference or note mark without a target is printed as it is written.
        """
        self._at_start = True
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
            self._at_start = False

    def _note(self, paragraph: Paragraph, label: str, scope: int, marks: frozenset[Mark]) -> None:
        # Word has no footnotes within footnotes: a mark inside one is printed as it is written.
        note = None if scope == _INSIDE_NOTE else self._notes.find(scope, label)
        if note is None:
            _run(paragraph, f"[^{label}]", marks)
            return
        if inside := self._notes.mark(paragraph, note):
            self._write(inside, parse_inline(note.text), _INSIDE_NOTE, frozenset())

    def _reference(self, paragraph: Paragraph, target: str, marks: frozenset[Mark]) -> None:
        if target not in self._indexes:
            _run(paragraph, f"[[{target}]]", marks)
            return
        words = self._citations.of(self._indexes[target])
        # A citation begins with a capital, except within a sentence.
        if not self._at_start:
            words = inside_sentence(words)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark_name(target))
        link.append(_run(paragraph, words, marks)._r)
        paragraph._p.append(link)


def bookmark_name(unit_id: str) -> str:
    """The Word bookmark of a unit: letters, digits and underscores only, so `c1-2` is `u_c1_2`.

    An imported file may give a unit any id, with quotes, control characters or a thousand characters.
    """
    return ("u_" + _NOT_IN_NAMES.sub("_", unit_id))[:_LONGEST_NAME]


def _run(paragraph: Paragraph, words: str, marks: frozenset[Mark]) -> Run:
    run = paragraph.add_run(legal(words))
    # Never False: the style decides what is not marked, and superscript and subscript are one property.
    if Mark.STRONG in marks:
        run.bold = True
    if Mark.EM in marks:
        run.italic = True
    if Mark.SUB in marks:
        run.font.subscript = True
    if Mark.SUP in marks:
        run.font.superscript = True
    return run
