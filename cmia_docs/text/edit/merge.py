"""Merges two versions of a text that were made from one base, unit by unit.

What only one side changed is taken from that side: words, level, label, position, new and removed units.
Where both changed the same unit differently, it is a conflict: mine is in the result, and both wordings are
listed. So every new wording of either side is in the result or in the conflicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import Enum, auto

from cmia_docs.text.edit.merge_order import UnitKey, keyed, merged_order
from cmia_docs.text.format.normalize import clean
from cmia_docs.text.model import Text, Texts, Unit
from cmia_docs.text.numbering.labels import NUMBERED, readings
from cmia_docs.text.numbering.numbering import renumber


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that both sides changed differently; None for a version that does not have it."""

    unit_id: str
    base: Unit | None
    mine: Unit | None
    theirs: Unit | None


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text, and the units on which the sides disagree."""

    text: Text
    conflicts: tuple[Conflict, ...]


def merge(
    base: Text,
    mine: Text,
    theirs: Text,
    *,
    theirs_for: AbstractSet[str] = frozenset(),
    retained: AbstractSet[str] = frozenset(),
) -> Merge:
    """Merge `mine` and `theirs`; `merge(b, b, t)` gives t and `merge(b, m, b)` gives m.

    `theirs_for`: ids of the conflicts that theirs wins. `retained`: ids of units that one side removed and
    that nevertheless stay, because another language of the same text needs them (see `merge_languages`).
    """
    sides = _Sides(base, mine, theirs)
    chosen: dict[UnitKey, Unit] = {}
    conflicts = []
    for key in {**sides.mine, **sides.theirs}:
        unit, agree = sides.choose(key, key[0] in theirs_for)
        if not agree:
            conflicts.append(sides.conflict(key))
        if unit is None and key[0] in retained:
            unit = sides.mine.get(key) or sides.theirs.get(key)
        if unit is not None:
            chosen[key] = unit
    order = merged_order(sides.base, sides.mine, sides.theirs, chosen)
    return Merge(_text(mine, theirs, [chosen[key] for key in order]), tuple(conflicts))


def merge_languages(
    base: Texts, mine: Texts, theirs: Texts, theirs_for: Mapping[str, AbstractSet[str]] | None = None
) -> dict[str, Merge]:
    """Merge each language of theirs; a unit that has to stay in one language stays in all that had it.

    A language that one side does not have is taken from the other.
    """
    wins = theirs_for or {}
    first = _merge_each(base, mine, theirs, wins, frozenset())
    retained = {
        conflict.unit_id
        for merged in first.values()
        for conflict in merged.conflicts
        if (conflict.mine is None or conflict.theirs is None)
        and any(unit.id == conflict.unit_id for unit in merged.text.units)
    }
    return _merge_each(base, mine, theirs, wins, retained) if retained else first


def _merge_each(
    base: Texts, mine: Texts, theirs: Texts, wins: Mapping[str, AbstractSet[str]], retained: AbstractSet[str]
) -> dict[str, Merge]:
    return {
        language: merge(
            base.get(language, Text(language)),
            mine.get(language, text),
            text,
            theirs_for=wins.get(language, frozenset()),
            retained=retained,
        )
        for language, text in theirs.items()
    }


class _Sides:
    """The units of the three versions by key."""

    def __init__(self, base: Text, mine: Text, theirs: Text) -> None:
        self.base, self.mine, self.theirs = keyed(base), keyed(mine), keyed(theirs)

    def choose(self, key: UnitKey, theirs_win: bool) -> tuple[Unit | None, bool]:
        """The resulting unit, None where it is removed, and whether the sides agree on it."""
        base, mine, theirs = self.base.get(key), self.mine.get(key), self.theirs.get(key)
        if mine is not None and theirs is not None:
            return _merged_unit(base, mine, theirs, theirs_win)
        alone = mine or theirs
        if base is None or alone is None:
            return alone, True
        if alone.text == base.text and _form(alone) == _form(base):
            return None, True
        return (theirs if theirs_win else mine), False

    def conflict(self, key: UnitKey) -> Conflict:
        """The unit in the three versions."""
        return Conflict(key[0], self.base.get(key), self.mine.get(key), self.theirs.get(key))


def _merged_unit(base: Unit | None, mine: Unit, theirs: Unit, theirs_win: bool) -> tuple[Unit, bool]:
    """Words and form are merged separately: one side may change the wording, the other the level."""
    words = _of_three(base and base.text, mine.text, theirs.text)
    form = _of_three(base and _form(base), _form(mine), _form(theirs))
    if form is _Pick.EITHER:  # the number may still differ, where one side moved units before this one
        form = _of_three(base and base.label, mine.label, theirs.label)
        form = _Pick.MINE if form is _Pick.NEITHER else form
    winner = theirs if theirs_win else mine
    by_pick = {_Pick.MINE: mine, _Pick.EITHER: mine, _Pick.THEIRS: theirs, _Pick.NEITHER: winner}
    unit = replace(by_pick[form], text=by_pick[words].text)
    # Of both sides together: a table, say, cannot take the words of a paragraph as they are.
    if unit not in (mine, theirs) and clean(unit.kind, unit.text) != unit.text:
        return winner, False
    return unit, _Pick.NEITHER not in (words, form)


class _Pick(Enum):
    """Which side is taken."""

    EITHER = auto()
    MINE = auto()
    THEIRS = auto()
    NEITHER = auto()


def _of_three(base: object, mine: object, theirs: object) -> _Pick:
    if mine == theirs:
        return _Pick.EITHER
    if theirs == base:
        return _Pick.MINE
    return _Pick.THEIRS if mine == base else _Pick.NEITHER


def _form(unit: Unit) -> tuple[object, ...]:
    """Level and label of a unit, without an automatic number."""
    if unit.fixed or unit.kind not in NUMBERED:
        return unit.kind, unit.label, unit.fixed
    read = readings(unit.kind, unit.label)
    return (unit.kind, read[0].form.before, read[0].form.after) if read else (unit.kind, unit.label)


def _text(mine: Text, theirs: Text, units: list[Unit]) -> Text:
    """The merged units, renumbered unless they are exactly those of one side."""
    for side in (mine, theirs):
        if tuple(units) == side.units:
            return Text(mine.language, side.units)
    return renumber(Text(mine.language, tuple(units)))
