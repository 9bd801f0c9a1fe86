"""A comparison as compare/macros.html takes it: a row a unit, units without changes folded into gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from cmia_docs.text.compare.compare import ChangeKind, Comparison, Op, UnitChange, compare
from cmia_docs.text.format.inline import NOTE_MARK, plain
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import note_label
from cmia_docs.text.structure.citation import Citations, inside_sentence
from cmia_docs.web.compare.table_view import table_sides
from cmia_docs.web.shared.text_view import ContentsEntry

_CHANGES = {
    ChangeKind.SAME: "unchanged",
    ChangeKind.CHANGED: "changed",
    ChangeKind.ADDED: "inserted",
    ChangeKind.REMOVED: "deleted",
    ChangeKind.MOVED: "moved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedUnit:
    """A unit in the comparison; `id` is that of its row on the page.

    `change`: unchanged, changed, inserted, deleted or moved; `moved`: also where it was changed, and then
    `moved_from` cites where it was. `segments` are pairs of an `Op` and the words; a table
    has its markup for `both`, `old` and `new` instead.
    """

    id: str
    kind: str
    change: str
    old_label: str = ""
    new_label: str = ""
    segments: Sequence[tuple[str, str]] = ()
    table: Mapping[str, Markup] | None = None
    moved: bool = False
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Units without changes that are left out; `url` leads to the first of them in the whole text."""

    count: int
    url: str | None
    change: str = "gap"


ComparedRow = ComparedUnit | Gap


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison for a page: all units, entries of its contents, and how many units changed how."""

    rows: Sequence[ComparedUnit]
    contents: Sequence[ContentsEntry]
    counts: Mapping[str, int]
    relabelled: int
    same: bool


def compared(old: Text, new: Text) -> Compared:
    """Compare two versions of one language. Rows are in the order of `text.compare.Comparison`."""
    comparison = compare(old, new)
    cited = _Cited(old, new)
    rows = [_row(change, cited) for change in comparison.changes]
    entries = [
        ContentsEntry("", cited.of(change), f"#{row.id}", 0 if change.unit.kind in HEADINGS else 1)
        for row, change in zip(rows, comparison.changes, strict=True)
        if change.kind is not ChangeKind.SAME
    ]
    return Compared(rows, entries, _counts(comparison), comparison.relabelled, comparison.is_same)


def changes_only(rows: Sequence[ComparedUnit], whole_url: str | None) -> list[ComparedRow]:
    """The changed units under the headings that they are below; the others as gaps leading to the whole."""
    shown = _with_headings(rows)
    result: list[ComparedRow] = []
    for is_shown, indexes in groupby(range(len(rows)), lambda index: index in shown):
        group = [rows[index] for index in indexes]
        gap = Gap(len(group), f"{whole_url}#{group[0].id}" if whole_url else None)
        result += group if is_shown else [gap]
    return result


def _with_headings(rows: Sequence[ComparedUnit]) -> set[int]:
    """The indexes of the changed units and of the headings that they are below."""
    shown: set[int] = set()
    headings: list[int] = []
    for index, row in enumerate(rows):
        depth = KIND_DEPTH[UnitKind(row.kind)]
        while headings and KIND_DEPTH[UnitKind(rows[headings[-1]].kind)] >= depth:
            headings.pop()
        if row.change != "unchanged":
            shown |= {index, *headings}
        if UnitKind(row.kind) in HEADINGS and row.change != "deleted":
            headings.append(index)
    return shown


class _Cited:
    """Citations of units of both texts, made only where a row needs one."""

    def __init__(self, old: Text, new: Text) -> None:
        self._texts = {"old": old, "new": new}
        self._indexes = {
            side: {unit.id: index for index, unit in enumerate(text.units)}
            for side, text in self._texts.items()
        }
        self._made: dict[str, Citations] = {}

    def of(self, change: UnitChange) -> str:
        """The citation of the changed unit, in the new text if it is there."""
        side = "old" if change.new is None else "new"
        return self.citation(side, change.unit.id) or plain(change.unit.text)[:80]

    def citation(self, side: str, unit_id: str) -> str:
        """The citation of a unit, empty for one that is not in that text."""
        index = self._indexes[side].get(unit_id)
        if index is None:
            return ""
        if side not in self._made:
            self._made[side] = Citations(self._texts[side])
        return self._made[side].of(index)

    def words(self, op: Op, source: str) -> str:
        """A piece of inline source as plain words: references as citations, marks of notes in brackets."""
        side = "old" if op is Op.DELETED else "new"
        marked = NOTE_MARK.sub(lambda match: f"[{note_label(match[1])}]", source)
        return plain(
            marked, lambda unit_id: inside_sentence(self.citation(side, unit_id)) or f"[[{unit_id}]]"
        )


def _row(change: UnitChange, cited: _Cited) -> ComparedUnit:
    unit = change.unit
    return ComparedUnit(
        id=unit.id if change.new else f"old-{unit.id}",
        kind=unit.kind.value,
        change=_CHANGES[change.kind],
        old_label=_label(change.old),
        new_label=_label(change.new),
        segments=[(span.op, cited.words(span.op, span.text)) for span in change.spans],
        table=table_sides(change.spans, cited.words) if unit.kind is UnitKind.TABLE else None,
        moved=change.moved,
        moved_from=cited.citation("old", change.old.id) if change.moved and change.old else None,
    )


def _label(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return note_label(unit.label) if unit.kind is UnitKind.FOOTNOTE else unit.label


def _counts(comparison: Comparison) -> dict[str, int]:
    counts = {_CHANGES[kind]: count for kind, count in comparison.counts.items()}
    return counts | {"moved": comparison.moved}
