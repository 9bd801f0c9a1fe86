"""Moving a unit to a higher or lower level.

There are two scales: section, chapter, article; and clause, point, sub-point, dash. A paragraph goes up to a
clause and down to a dash. On the second scale all units that belong to the unit move with it; a heading moves
alone, because the units under a section do not change their level with it.
"""

from __future__ import annotations

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.text.edit.edit_result import with_kinds
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.text.structure.tree import index_of, range_of

_HEADINGS = (UnitKind.SECTION, UnitKind.CHAPTER, UnitKind.ARTICLE)
_BODY = (UnitKind.CLAUSE, UnitKind.POINT, UnitKind.SUBPOINT, UnitKind.DASH)


def promote(text: Text, unit_id: str) -> Text:
    """`text` with the unit one level higher. Refuses with Invalid `unit.no_higher_level`."""
    return _shifted(text, unit_id, -1, Reason.UNIT_NO_HIGHER_LEVEL)


def demote(text: Text, unit_id: str) -> Text:
    """`text` with the unit one level lower. Refuses with Invalid `unit.no_lower_level`."""
    return _shifted(text, unit_id, 1, Reason.UNIT_NO_LOWER_LEVEL)


def _shifted(text: Text, unit_id: str, step: int, reason: Reason) -> Text:
    index = index_of(text, unit_id)
    kind = text.units[index].kind
    if kind is UnitKind.PARAGRAPH:
        return with_kinds(text, {index: UnitKind.CLAUSE if step < 0 else UnitKind.DASH})
    if (shifted := _step(kind, step)) is None:
        raise Invalid(reason)
    kinds = {index: shifted}
    if kind in _BODY:
        for below in range_of(text, index)[1:]:
            kinds[below] = _step(text.units[below].kind, step) or text.units[below].kind
    changes = {position: new for position, new in kinds.items() if new is not text.units[position].kind}
    return with_kinds(text, changes)


def _step(kind: UnitKind, step: int) -> UnitKind | None:
    for scale in (_HEADINGS, _BODY):
        if kind in scale:
            level = scale.index(kind) + step
            return scale[level] if 0 <= level < len(scale) else None
    return None
