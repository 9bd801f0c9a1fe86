"""A comparison as compare/macros.html takes it: a row a unit, what stayed the same folded into gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cmia_docs.text.compare.compare import ChangeKind, Comparison, Op, UnitChange, compare
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import note_label
from cmia_docs.text.structure.citation import Citations, inside_sentence
from cmia_docs.web.compare.table_view import table_sides

View = dict[str, Any]
_CHANGES = {
    ChangeKind.SAME: "unchanged",
    ChangeKind.CHANGED: "changed",
    ChangeKind.ADDED: "inserted",
    ChangeKind.REMOVED: "deleted",
    ChangeKind.MOVED: "moved",
}
_OPS = {Op.SAME: "equal", Op.INSERTED: "insert", Op.DELETED: "delete"}
_NOTE_MARK = re.compile(r"\[\^([\w-]{1,32})\]")


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison for a page: all rows, entries of its contents, and how many units each happened to."""

    rows: list[View]
    contents: list[View]
    counts: dict[str, int]
    relabelled: int
    same: bool


def compared(old: Text, new: Text) -> Compared:
    """Compare two versions of one language. Rows are in the order of `text.compare.Comparison`."""
    found = compare(old, new)
    cited = _Cited(old, new)
    rows = [_row(change, cited) for change in found.changes]
    entries = [
        {
            "id": row["id"],
            "label": "",
            "text": cited.of(change),
            "level": 0 if change.unit.kind in HEADINGS else 1,
        }
        for row, change in zip(rows, found.changes, strict=True)
        if change.kind is not ChangeKind.SAME
    ]
    return Compared(rows, entries, _counts(found), found.relabelled, found.is_same)


def changes_only(rows: Sequence[View], whole_url: str) -> list[View]:
    """The changed units under the headings that they stand below; the others as gaps leading to the whole."""
    kept: set[int] = set()
    headings: list[int] = []
    for place, row in enumerate(rows):
        depth = KIND_DEPTH[UnitKind(row["kind"])]
        while headings and KIND_DEPTH[UnitKind(rows[headings[-1]]["kind"])] >= depth:
            headings.pop()
        if row["change"] != "unchanged":
            kept |= {place, *headings}
        if UnitKind(row["kind"]) in HEADINGS and row["change"] != "deleted":
            headings.append(place)
    shown: list[View] = []
    for place, row in enumerate(rows):
        if place in kept:
            shown.append(row)
        elif shown and shown[-1]["change"] == "gap":
            shown[-1]["count"] += 1
        else:
            shown.append({"change": "gap", "count": 1, "url": f"{whole_url}#{row['id']}"})
    return shown


class _Cited:
    """Citations of units of both texts, made only where a row needs one."""

    def __init__(self, old: Text, new: Text) -> None:
        self._texts = {"old": old, "new": new}
        self._places = {
            side: {unit.id: place for place, unit in enumerate(text.units)}
            for side, text in self._texts.items()
        }
        self._made: dict[str, Citations] = {}

    def of(self, change: UnitChange) -> str:
        """Where the change is, in the new text if it is there."""
        side = "old" if change.new is None else "new"
        return self.place(side, change.unit.id) or plain(change.unit.text)[:80]

    def place(self, side: str, unit_id: str) -> str:
        """The citation of a unit, empty for one that is not in that text."""
        found = self._places[side].get(unit_id)
        if found is None:
            return ""
        if side not in self._made:
            self._made[side] = Citations(self._texts[side])
        return self._made[side].of(found)

    def words(self, op: Op, source: str) -> str:
        """A piece of inline source as it reads: references as citations, marks of notes in brackets."""
        side = "old" if op is Op.DELETED else "new"
        marked = _NOTE_MARK.sub(lambda found: f"[{note_label(found[1])}]", source)
        return plain(marked, lambda unit_id: inside_sentence(self.place(side, unit_id)) or f"[[{unit_id}]]")


def _row(change: UnitChange, cited: _Cited) -> View:
    unit = change.unit
    moved_from = cited.place("old", change.old.id) if change.moved and change.old else None
    row: View = {
        "id": unit.id if change.new else f"old-{unit.id}",
        "kind": unit.kind.value,
        "change": _CHANGES[change.kind],
        "old_label": _label(change.old),
        "new_label": _label(change.new),
        "segments": [(_OPS[span.op], cited.words(span.op, span.text)) for span in change.spans],
        "moved": change.moved,
        "moved_from": moved_from,
    }
    if unit.kind is UnitKind.TABLE:
        row["table"] = table_sides(change.spans, cited.words)
    return row


def _label(unit: Unit | None) -> str:
    if unit is None:
        return ""
    return note_label(unit.label) if unit.kind is UnitKind.FOOTNOTE else unit.label


def _counts(found: Comparison) -> dict[str, int]:
    counts = {_CHANGES[kind]: count for kind, count in found.counts.items()}
    return counts | {"moved": found.moved}
