"""The pieces of a text that search finds and that permalinks lead to.

A piece is the preamble, an article, an annex. In an act without articles (положение) a piece is a clause;
where there are no clauses either (концепция), all units under one heading. An annex is treated as an act of
its own: its heading and the units before its first article or clause are one piece, then each of these. A
section heading directly followed by loose text is one piece with it; all other titles and headings of
sections and chapters belong to no piece, and every other unit belongs to exactly one. A note belongs to the
piece that refers to it first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cmia_docs.text.format.inline import NOTE_MARK
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.structure.citation import Citations, short

_GROUPS = (UnitKind.SECTION, UnitKind.CHAPTER)


@dataclass(frozen=True, slots=True)
class Article:
    """One piece. `id` is that of its first unit; `path` holds the headings above it, outermost first."""

    id: str
    kind: UnitKind
    label: str
    heading: str
    units: tuple[Unit, ...]
    citation: str
    path: tuple[str, ...]

    @property
    def unit_ids(self) -> tuple[str, ...]:
        return tuple(unit.id for unit in self.units)


@dataclass(slots=True)
class _Piece:
    first: int
    path: tuple[str, ...]
    units: list[Unit]


def articles(text: Text) -> list[Article]:
    """All pieces in reading order. `kind` is that of the first unit; for a preamble usually PARAGRAPH."""
    pieces: list[_Piece] = []
    for start, end in _zones(text.units):
        pieces += _pieces(text.units, start, end)
    _add_notes(text.units, pieces)
    citations = Citations(text)
    return [_article(text.units, piece, citations) for piece in pieces]


def _zones(units: tuple[Unit, ...]) -> Iterator[tuple[int, int]]:
    """The act itself and each annex."""
    starts = [0, *(index for index, unit in enumerate(units) if unit.kind is UnitKind.ANNEX and index)]
    return zip(starts, [*starts[1:], len(units)], strict=True)


def _pieces(units: tuple[Unit, ...], start: int, end: int) -> list[_Piece]:
    kinds = {unit.kind for unit in units[start:end]}
    opener = next((kind for kind in (UnitKind.ARTICLE, UnitKind.CLAUSE) if kind in kinds), None)
    pieces: list[_Piece] = []
    path: dict[UnitKind, str] = {}
    current: _Piece | None = None
    group = -1
    for index in range(start, end):
        unit = units[index]
        if unit.kind in {UnitKind.FOOTNOTE, UnitKind.TITLE}:
            continue
        if unit.kind in _GROUPS:
            path = _path_with(path, unit)
            current, group = None, index
            continue
        if unit.kind is opener or unit.kind is UnitKind.ANNEX or current is None:
            current = _begin(units, index, group, opener, path)
            pieces.append(current)
            group = -1
            if unit.kind is UnitKind.ANNEX:
                path = {UnitKind.ANNEX: _line(unit)}
        current.units.append(unit)
    return pieces


def _begin(
    units: tuple[Unit, ...], index: int, group: int, opener: UnitKind | None, path: dict[UnitKind, str]
) -> _Piece:
    """A new piece at `index`, together with the heading at `group` if the text under it is loose."""
    if group < 0 or units[index].kind is opener:
        return _Piece(index, tuple(path.values()), [])
    return _Piece(group, tuple(path.values())[:-1], [units[group]])


def _path_with(path: dict[UnitKind, str], unit: Unit) -> dict[UnitKind, str]:
    outer = (UnitKind.ANNEX,) if unit.kind is UnitKind.SECTION else (UnitKind.ANNEX, UnitKind.SECTION)
    return {kind: line for kind, line in path.items() if kind in outer} | {unit.kind: _line(unit)}


def _line(unit: Unit) -> str:
    return short(" ".join(filter(None, (unit.label, unit.text))))


def _add_notes(units: tuple[Unit, ...], pieces: list[_Piece]) -> None:
    """Add each note to the piece that refers to it first, otherwise to the last piece before it."""
    marked: dict[str, _Piece] = {}
    for piece in pieces:
        for unit in piece.units:
            for label in NOTE_MARK.findall(unit.text) if "[^" in unit.text else ():
                marked.setdefault(label, piece)
    notes = [(index, unit) for index, unit in enumerate(units) if unit.kind is UnitKind.FOOTNOTE]
    if notes and not pieces:
        pieces.append(_Piece(notes[0][0], (), []))
    for index, unit in notes:
        before = [piece for piece in pieces if piece.first < index] or pieces[:1]
        marked.get(unit.label, before[-1]).units.append(unit)


def _article(units: tuple[Unit, ...], piece: _Piece, citations: Citations) -> Article:
    first = units[piece.first]
    named = first.kind in {UnitKind.ARTICLE, UnitKind.ANNEX, *_GROUPS}
    heading = first.text if named else ""
    if first.kind is UnitKind.ANNEX and not heading:
        heading = _title_after(units, piece.first)
    label = first.label if named or first.kind is UnitKind.CLAUSE else ""
    return Article(
        first.id, first.kind, label, heading, tuple(piece.units), _cite(first, piece, citations), piece.path
    )


def _title_after(units: tuple[Unit, ...], index: int) -> str:
    """The heading of an annex is often a title of its own on the next line."""
    after = units[index + 1] if index + 1 < len(units) else None
    return after.text if after is not None and after.kind is UnitKind.TITLE else ""


def _cite(first: Unit, piece: _Piece, citations: Citations) -> str:
    whole = citations.of(piece.first)
    # The preamble is cited as a whole, not by its first paragraph.
    return (
        whole.partition(",")[0]
        if first.kind in {UnitKind.PARAGRAPH, UnitKind.QUOTE, UnitKind.TABLE}
        else whole
    )
