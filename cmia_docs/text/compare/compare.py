"""Comparison of two versions of one language: by unit, then by word, with moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import cast

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.text.compare.table_diff import table_spans
from cmia_docs.text.compare.unit_matching import matches, unmoved
from cmia_docs.text.compare.word_diff import Op, Span, Spans, spans_between, whole
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import NUMBERED, readings
from cmia_docs.text.numbering.numerals import Style

__all__ = ["ChangeKind", "Comparison", "Op", "Span", "UnitChange", "apply", "compare"]


class ChangeKind(StrEnum):
    """How a unit changed. One that moved and changed is `changed`, with `moved` set."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit in the old and the new text.

    `kind` is `changed` if the words, the level (`Unit.kind`) or the label changed. A new number in an
    automatic label (`relabelled`) is no change: inserting an article renumbers all articles after it. `spans`
    always cover the whole text.
    """

    kind: ChangeKind
    old: Unit | None
    new: Unit | None
    spans: Spans
    moved: bool = False
    relabelled: bool = False

    @property
    def unit(self) -> Unit:
        """The new unit; the old one where it was removed. At least one of them always exists."""
        return cast(Unit, self.new or self.old)


@dataclass(frozen=True)
class Comparison:
    """All units in the reading order of the new text; removed units after the unit that they followed."""

    language: str
    changes: tuple[UnitChange, ...]

    @cached_property
    def counts(self) -> dict[ChangeKind, int]:
        """The number of units for each kind of change. Units that moved and changed count as changed."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in ChangeKind}

    @cached_property
    def moved(self) -> int:
        """The number of units that moved, including changed ones."""
        return sum(change.moved for change in self.changes)

    @cached_property
    def relabelled(self) -> int:
        """The number of units with a new label."""
        return sum(change.relabelled for change in self.changes)

    @property
    def is_same(self) -> bool:
        """Whether both texts have the same words, order, levels and labels."""
        return self.counts[ChangeKind.SAME] == len(self.changes) and not self.relabelled


def compare(old: Text, new: Text) -> Comparison:
    """The changes from `old` to `new`, two versions of one language, matched by `unit_matching.matches`."""
    old_indexes = matches(old.units, new.units)
    stayed = unmoved(old_indexes)
    removed = _Removed(old.units, old_indexes, stayed)
    changes: list[UnitChange] = list(removed.after(-1))
    for index, unit in enumerate(new.units):
        old_index = old_indexes[index]
        if old_index < 0:
            changes.append(UnitChange(ChangeKind.ADDED, None, unit, whole(Op.INSERTED, unit.text)))
            continue
        moved = index not in stayed
        changes.append(_change(old.units[old_index], unit, moved))
        if not moved:
            changes += removed.after(old_index)
    return Comparison(new.language, tuple(changes))


def apply(old: Text, comparison: Comparison) -> Text:
    """The new text, made from the old one and the changes; exactly the text that was compared.

    Refuses with Invalid `comparison.other_text` where `old` is not the text that was compared.
    """
    counted = Counter(old.units)
    counted.subtract(change.old for change in comparison.changes if change.old is not None)
    if any(counted.values()):
        raise Invalid(Reason.COMPARISON_OTHER_TEXT)
    units = []
    for change in comparison.changes:
        if change.new is not None:
            text = "".join(span.text for span in change.spans if span.op is not Op.DELETED)
            like = change.new
            units.append(Unit(like.id, like.kind, like.label, text, like.fixed))
    return Text(comparison.language, tuple(units))


class _Removed:
    """The removed units, grouped by the unit before them that stayed in its place."""

    def __init__(self, old: tuple[Unit, ...], old_indexes: list[int], stayed: set[int]) -> None:
        matched = set(old_indexes)
        unmoved_indexes = {old_indexes[index] for index in stayed}
        self._after: dict[int, list[UnitChange]] = {}
        last = -1
        if len(matched) - (-1 in matched) == len(old):
            return
        for index, unit in enumerate(old):
            if index in unmoved_indexes:
                last = index
            elif index not in matched:
                change = UnitChange(ChangeKind.REMOVED, unit, None, whole(Op.DELETED, unit.text))
                self._after.setdefault(last, []).append(change)

    def after(self, index: int) -> Iterator[UnitChange]:
        return iter(self._after.get(index, ()))


def _change(old: Unit, new: Unit, moved: bool) -> UnitChange:
    relabelled = old.label != new.label
    if old.text == new.text and old.kind is new.kind and not (relabelled and _is_renamed(old, new)):
        kind = ChangeKind.MOVED if moved else ChangeKind.SAME
        return UnitChange(kind, old, new, whole(Op.SAME, new.text), moved, relabelled)
    both_tables = old.kind is UnitKind.TABLE and new.kind is UnitKind.TABLE
    spans = (table_spans if both_tables else spans_between)(old.text, new.text)
    return UnitChange(ChangeKind.CHANGED, old, new, spans, moved, relabelled)


def _is_renamed(old: Unit, new: Unit) -> bool:
    """Whether the label was changed by hand (5-1 to 6-1, `Глава I.` to `Раздел I.`, 1. to none)."""
    if old.kind not in NUMBERED:
        return False
    if old.fixed or new.fixed:
        return True
    return not _forms(old) & _forms(new)


def _forms(unit: Unit) -> set[tuple[str, Style | None, str]]:
    """The possible forms of its label, without the number. A single annex gets a number beside a second."""
    forms = [one.form for one in readings(unit.kind, unit.label)]
    numbered = {
        (form.before.rstrip(), form.style, form.after) for form in forms if form.style is not Style.NONE
    }
    return numbered | {
        (form.before.rstrip(), None, form.after) for form in forms if unit.kind is UnitKind.ANNEX
    }
