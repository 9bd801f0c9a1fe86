"""A legal text as the page macros take it: units with escaped Markup, contents, two languages by unit.

All of a text is escaped here; the only elements are those that this module makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from cmia_docs.text.compare.language_alignment import side_by_side
from cmia_docs.text.format.inline import Inline, Mark, parse_inline, plain
from cmia_docs.text.format.table import has_header, rows
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import note_label
from cmia_docs.text.structure.citation import Citations, inside_sentence
from cmia_docs.text.structure.structure import outline
from cmia_docs.web.shared.labels import language_name

_ELEMENTS = {
    Mark.STRONG: Markup("<strong>{}</strong>"),
    Mark.EM: Markup("<em>{}</em>"),
    Mark.SUP: Markup("<sup>{}</sup>"),
    Mark.SUB: Markup("<sub>{}</sub>"),
}
_REFERENCE = Markup('<a class="ref" href="#{}">{}</a>')
_BROKEN = Markup('<span class="ref-broken">[[{}]]</span>')
_NOTE = Markup('<sup><a href="#{}">{}</a></sup>')
_DEEPEST_IN_CONTENTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit of a text on a page.

    `kind` is that of `UnitKind`; `fixed`: the label is not the computed one; `permalink` is the address of
    the unit, None for one without an id; `remarks` is how many there are, `remarks_url` where they are read,
    and `remark_url` where this person may make one.
    """

    id: str
    kind: str
    label: str
    html: Markup
    fixed: bool = False
    permalink: str | None = None
    remarks: int = 0
    remarks_url: str = ""
    remark_url: str | None = None


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two languages side by side: code and name of each; a row a unit, None where a language lacks it."""

    languages: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[UnitView | None]]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of a table of contents; `level` is from 0 to 2."""

    label: str
    text: str
    url: str
    level: int = 0


def unit_rows(
    text: Text, base: str = "", remarks: Mapping[str, int] | None = None, remarks_url: str = ""
) -> list[UnitView]:
    """The units of one language for `shared/text.html`.

    `base` is the address that permalinks lead to, by default this page; `remarks` counts by unit id, and
    `remarks_url` is where they are read.
    """
    inner = _Inside(text)
    counted = remarks or {}
    return [
        replace(_view(unit, inner, base), remarks=counted.get(unit.id, 0), remarks_url=remarks_url)
        for unit in text.units
    ]


def contents(text: Text) -> list[ContentsEntry]:
    """The entries of the table of contents: all headings but the act's own title."""
    return [
        ContentsEntry(
            entry.label, plain(entry.heading), f"#{entry.id}", min(entry.depth, _DEEPEST_IN_CONTENTS)
        )
        for entry in outline(text)
        if entry.kind is not UnitKind.TITLE
    ]


def text_pair(texts: Mapping[str, Text], base: str = "") -> TextPair:
    """Two languages by unit for the macro `language_columns`; `base` as for `unit_rows`."""
    inners = {language: _Inside(text) for language, text in texts.items()}
    rows = [
        [_view(row[code], inner, base) if code in row else None for code, inner in inners.items()]
        for row in side_by_side(texts)
    ]
    return TextPair([(code, language_name(code).capitalize()) for code in texts], rows)


def inline_html(source: str) -> Markup:
    """A piece of inline source alone, such as a heading: references and notes have nothing to lead to."""
    return _Inside(Text("", ())).html(source)


class _Inside:
    """What stands inside the units of one text: where its references and note marks lead."""

    def __init__(self, text: Text) -> None:
        self._indexes = {unit.id: index for index, unit in enumerate(text.units) if unit.id}
        self._notes = {unit.label: unit.id for unit in text.units if unit.kind is UnitKind.FOOTNOTE}
        self._text = text
        self._cited: Citations | None = None

    def html(self, source: str) -> Markup:
        """Inline source as Markup."""
        return self._joined(parse_inline(source))

    def table(self, unit: Unit) -> Markup:
        """A table unit as Markup."""
        cells = [[self.html(cell) for cell in row] for row in rows(unit)]
        head, body = (cells[:1], cells[1:]) if has_header(unit) else ([], cells)
        made = (
            Markup("<thead>{}</thead>").format(_row(head[0], Markup('<th scope="col">{}</th>')))
            if head
            else ""
        )
        lines = Markup("").join(_row(row, Markup("<td>{}</td>")) for row in body)
        return Markup("<table>{}<tbody>{}</tbody></table>").format(made, lines)

    def _joined(self, pieces: Iterable[Inline]) -> Markup:
        return Markup("").join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Inline) -> Markup:
        if piece.mark is Mark.PLAIN:
            return escape(piece.text)
        if piece.mark is Mark.REFERENCE:
            return self._reference(piece.text)
        if piece.mark is Mark.NOTE:
            return _NOTE.format(self._notes.get(piece.text, ""), note_label(piece.text))
        return _ELEMENTS[piece.mark].format(self._joined(piece.children))

    def _reference(self, unit_id: str) -> Markup:
        index = self._indexes.get(unit_id)
        if index is None:
            return _BROKEN.format(unit_id)
        if self._cited is None:
            self._cited = Citations(self._text)
        return _REFERENCE.format(unit_id, inside_sentence(self._cited.of(index)))


def _row(cells: list[Markup], cell: Markup) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(cell.format(each) for each in cells))


def _view(unit: Unit, inner: _Inside, base: str) -> UnitView:
    return UnitView(
        id=unit.id,
        kind=unit.kind.value,
        label=note_label(unit.label) if unit.kind is UnitKind.FOOTNOTE else unit.label,
        html=inner.table(unit) if unit.kind is UnitKind.TABLE else inner.html(unit.text),
        fixed=unit.fixed,
        permalink=f"{base}#{unit.id}" if unit.id else None,
    )
