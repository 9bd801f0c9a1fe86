"""Moving a unit to a higher or a lower level.

There are two ladders: section, chapter, article; and clause, point, sub-point, dash. A paragraph goes up to a
clause and down to a dash. On the second ladder all that belongs to the unit goes with it; a heading goes
alone, for what stands under a section is not made a chapter by it.
"""

from __future__ import annotations

from cmia_docs.errors import Invalid
from cmia_docs.text.edit.edit_result import with_kinds
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.text.structure.tree import index_of, range_of

_HEADINGS = (UnitKind.SECTION, UnitKind.CHAPTER, UnitKind.ARTICLE)
_BODY = (UnitKind.CLAUSE, UnitKind.POINT, UnitKind.SUBPOINT, UnitKind.DASH)


def promote(text: Text, unit_id: str) -> Text:
    """`text` with the unit one level higher. Refuses with Invalid `unit.no_higher_level`."""
    return _shifted(text, unit_id, -1, "unit.no_higher_level")


def demote(text: Text, unit_id: str) -> Text:
    """`text` with the unit one level lower. Refuses with Invalid `unit.no_lower_level`."""
    return _shifted(text, unit_id, 1, "unit.no_lower_level")


def _shifted(text: Text, unit_id: str, step: int, reason: str) -> Text:
    index = index_of(text, unit_id)
    kind = text.units[index].kind
    if kind is UnitKind.PARAGRAPH:
        return with_kinds(text, {index: UnitKind.CLAUSE if step < 0 else UnitKind.DASH})
    if (shifted := _step(kind, step)) is None:
        raise Invalid(reason, kind=str(kind))
    kinds = {index: shifted}
    if kind in _BODY:
        for below in range_of(text, index)[1:]:
            kinds[below] = _step(text.units[below].kind, step) or text.units[below].kind
    changed = {place: new for place, new in kinds.items() if new is not text.units[place].kind}
    return with_kinds(text, changed)


def _step(kind: UnitKind, step: int) -> UnitKind | None:
    for ladder in (_HEADINGS, _BODY):
        if kind in ladder:
            place = ladder.index(kind) + step
            return ladder[place] if 0 <= place < len(ladder) else None
    return None
