"""The edits of a text, each by unit id. All return a new, renumbered text; arguments stay unchanged.

An unknown id is refused with NotFound `unit.not_found`. The customs of numbering (see `numbering`) are taken
from the text before the edit, so that deleting the first point of a list does not change how its lists are
numbered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import LabelTooLong, UnitBadId, UnitIdTaken, UnitNotFound
from cmia_docs.text.edit.edit_result import new_label, renumbered, replaced, with_kinds
from cmia_docs.text.edit.levels import demote, promote
from cmia_docs.text.edit.moves import Direction, move, move_after
from cmia_docs.text.format.normalize import clean
from cmia_docs.text.ids import is_id
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import NUMBERED, readings
from cmia_docs.text.numbering.numbering import first_label
from cmia_docs.text.structure.tree import index_of, parents, range_of

__all__ = [
    "Direction",
    "add_after",
    "delete",
    "delete_alone",
    "demote",
    "divide",
    "insert_after",
    "move",
    "move_after",
    "promote",
    "set_kind",
    "set_label",
    "set_text",
    "set_texts",
]
_LONGEST_LABEL = 60


def add_after(text: Text, anchor_id: str | None, kind: UnitKind, content: str, unit_id: str) -> Text:
    """`text` with a new unit after the anchor; at the beginning without an anchor.

    A unit of a deeper level comes directly after the anchor, as the first unit under it; one of the same or
    a higher level after all that belongs to the unit of its own level that contains the anchor; an annex at
    the end of the act or annex. Refuses with Invalid `unit.bad_id`, `unit.id_taken`.
    """
    index = 0 if anchor_id is None else _index_after(text, index_of(text, anchor_id), kind)
    return renumbered(text, _inserted(text, index, kind, content, unit_id).units)


def insert_after(text: Text, anchor_id: str | None, like: Unit) -> Text:
    """`text` with an empty unit of the id and kind of `like` directly after the anchor, first without one.

    For a unit that another language has: a note keeps its name, any other unit gets an automatic label.
    Refuses as `add_after` does.
    """
    index = 0 if anchor_id is None else index_of(text, anchor_id) + 1
    inserted = list(_inserted(text, index, like.kind, "", like.id).units)
    if like.kind is UnitKind.FOOTNOTE:
        inserted[index] = replace(inserted[index], label=like.label)
    return renumbered(text, inserted)


def set_text(text: Text, unit_id: str, content: str) -> Text:
    """`text` with other words in one unit, made clean by `normalize.clean`."""
    index = index_of(text, unit_id)
    unit = text.units[index]
    return replaced(text, index, replace(unit, text=clean(unit.kind, content)))


def set_texts(text: Text, contents: Mapping[str, str]) -> Text:
    """`text` with other words in many units at once; as `set_text`, in time linear in the text."""
    unknown = contents.keys() - {unit.id for unit in text.units}
    if unknown:
        raise NotFound(UnitNotFound(min(unknown)))
    left = dict(contents)
    units = []
    for unit in text.units:
        content = left.pop(unit.id, None) if unit.id else None
        units.append(unit if content is None else replace(unit, text=clean(unit.kind, content)))
    return renumbered(text, units)


def divide(text: Text, unit_id: str, lines: Sequence[str], unit_ids: Sequence[str]) -> Text:
    """`text` with the first line in the unit and each further line in a new unit directly after it.

    The new units have its kind; after a heading they are paragraphs. `unit_ids` has an id for each further
    line; where there are more ids than lines, the last units are empty. Refuses as `add_after` does.
    """
    text = set_text(text, unit_id, lines[0] if lines else "")
    kind = text.units[index_of(text, unit_id)].kind
    kind = UnitKind.PARAGRAPH if kind in HEADINGS else kind
    grown = text
    for number, new in enumerate(unit_ids, 1):
        content = lines[number] if number < len(lines) else ""
        grown = _inserted(grown, index_of(grown, unit_id) + number, kind, content, new)
    return renumbered(text, grown.units)


def set_label(text: Text, unit_id: str, label: str | None) -> Text:
    """`text` with a fixed label, with an automatic one (None), or for a heading with no label (``).

    A label that equals the automatic one stays automatic. A note's label is its name; it cannot be
    automatic. Refuses with Invalid `label.not_for_kind`, `label.too_long`, `label.empty`.
    """
    index = index_of(text, unit_id)
    unit = text.units[index]
    if unit.kind not in NUMBERED and unit.kind is not UnitKind.FOOTNOTE:
        raise Invalid(Reason.LABEL_NOT_FOR_KIND)
    if label is None:
        return replaced(text, index, replace(unit, label=_automatic(text, index), fixed=False))
    label = clean(UnitKind.PARAGRAPH, label)
    if len(label) > _LONGEST_LABEL:
        raise Invalid(LabelTooLong(_LONGEST_LABEL))
    if not label and unit.kind not in HEADINGS:
        raise Invalid(Reason.LABEL_EMPTY)
    return replaced(text, index, replace(unit, label=label, fixed=unit.kind in NUMBERED and bool(label)))


def set_kind(text: Text, unit_id: str, kind: UnitKind) -> Text:
    """`text` with another kind for one unit; its words stay, its label becomes automatic or is removed."""
    index = index_of(text, unit_id)
    if text.units[index].kind is kind:
        return text
    return with_kinds(text, {index: kind})


def delete(text: Text, unit_id: str) -> Text:
    """`text` without the unit and without all that belongs to it."""
    gone = range_of(text, index_of(text, unit_id))
    return renumbered(text, [*text.units[: gone.start], *text.units[gone.stop :]])


def delete_alone(text: Text, unit_id: str) -> Text:
    """`text` without the unit; units that belonged to it stay, and then belong to a unit before it."""
    index = index_of(text, unit_id)
    return renumbered(text, [*text.units[:index], *text.units[index + 1 :]])


def _inserted(text: Text, index: int, kind: UnitKind, content: str, unit_id: str) -> Text:
    if not is_id(unit_id):
        raise Invalid(UnitBadId(unit_id))
    if any(unit.id == unit_id for unit in text.units):
        raise Invalid(UnitIdTaken(unit_id))
    unit = Unit(unit_id, kind, new_label(text, kind, index), clean(kind, content))
    return Text(text.language, (*text.units[:index], unit, *text.units[index:]))


def _index_after(text: Text, index: int, kind: UnitKind) -> int:
    if kind is UnitKind.ANNEX:
        return _end_of_act(text, index)
    if kind is UnitKind.FOOTNOTE:
        return index + 1
    above = parents(text)
    while (parent := above[index]) >= 0 and KIND_DEPTH[text.units[parent].kind] >= KIND_DEPTH[kind]:
        index = parent
    if KIND_DEPTH[kind] > KIND_DEPTH[text.units[index].kind]:
        return index + 1
    return range_of(text, index).stop


def _end_of_act(text: Text, index: int) -> int:
    """The index after the last unit of the act or annex that contains `index`."""
    after = range(index + 1, len(text.units))
    return next((later for later in after if text.units[later].kind is UnitKind.ANNEX), len(text.units))


def _automatic(text: Text, index: int) -> str:
    """A label that the numbering can read, in the unit's own form if that can be read."""
    unit = text.units[index]
    if unit.kind is UnitKind.FOOTNOTE:
        raise Invalid(Reason.LABEL_EMPTY)
    if readings(unit.kind, unit.label):
        return unit.label
    others = Text(text.language, (*text.units[:index], *text.units[index + 1 :]))
    return first_label(others, unit.kind, index)
