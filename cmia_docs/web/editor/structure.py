"""The structure buttons of the editor: from a button's name to the edit, and to what has the focus next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import request

from cmia_docs.actions.editor.editing import Edit
from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.text.compare.language_alignment import side_by_side
from cmia_docs.text.edit import all_languages, operations
from cmia_docs.text.edit.operations import Direction
from cmia_docs.text.edit.typed_text import lines_of, typed
from cmia_docs.text.model import Text, Texts, UnitKind
from cmia_docs.text.structure.tree import find
from cmia_docs.web.editor.form import Posted

NewId = Callable[[], str]


@dataclass(slots=True)
class StructureEdit:
    """One structure edit. After it `focus` is the unit to go to; `tools`: its tools stay open."""

    posted: Posted
    focus: str = ""
    tools: bool = True
    values: Mapping[str, str] = field(default_factory=lambda: request.form)

    @property
    def edit(self) -> Edit:
        """The edit, for `actions.editing.restructure`. Invalid `editor.unknown_button`."""
        made = _EDITS.get(self.posted.op)
        if made is None:
            raise Invalid(Reason.EDITOR_UNKNOWN_BUTTON)
        self.focus = self.posted.unit
        return lambda texts, new_id: made(self, texts, new_id)

    def kind(self, name: str) -> UnitKind:
        """The kind chosen in a field of the form."""
        chosen = self.values.get(name, "")
        if chosen not in set(UnitKind):
            raise Invalid(Reason.UNIT_KIND)
        return UnitKind(chosen)


def _each(change: Callable[[Text, str], Text]) -> Callable[[StructureEdit, Texts, NewId], Texts]:
    """An edit that changes one unit in every language that has it."""

    def edit(structure_edit: StructureEdit, texts: Texts, _new_id: NewId) -> Texts:
        unit_id = structure_edit.posted.unit
        return all_languages.each(texts, unit_id, lambda text: change(text, unit_id))

    return edit


def _add_after(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    anchor = structure_edit.posted.unit
    source = next((text for text in texts.values() if all_languages.has(text, anchor)), None)
    kind = UnitKind.PARAGRAPH if source is None else all_languages.next_kind(source, anchor)
    return _added(structure_edit, texts, new_id(), kind)


def _add_kind(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    return _added(structure_edit, texts, new_id(), structure_edit.kind("add_kind"))


def _added(structure_edit: StructureEdit, texts: Texts, unit_id: str, kind: UnitKind) -> Texts:
    structure_edit.focus, structure_edit.tools = unit_id, False
    return all_languages.add_after(texts, structure_edit.posted.unit or None, kind, unit_id)


def _delete(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    return _without(structure_edit, texts, _each(operations.delete)(structure_edit, texts, new_id))


def _delete_alone(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    return _without(structure_edit, texts, _each(operations.delete_alone)(structure_edit, texts, new_id))


def _without(structure_edit: StructureEdit, before: Texts, after: Texts) -> Texts:
    """Go to the unit before the deleted one; where there is none, to the one that is now the first."""
    ids = [all_languages.id_of(row) for row in side_by_side(before)]
    left = [all_languages.id_of(row) for row in side_by_side(after)]
    above = ids[: ids.index(structure_edit.posted.unit)]
    structure_edit.focus, structure_edit.tools = next(reversed(above), next(iter(left), "")), False
    return after


def _set_kind(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    kind = structure_edit.kind("set_kind")
    return _each(lambda text, unit_id: operations.set_kind(text, unit_id, kind))(
        structure_edit, texts, new_id
    )


def _set_label(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    """The labels typed for the languages on the page; those of others stay."""

    def change(text: Text, unit_id: str) -> Text:
        label = structure_edit.values.get(f"label.{text.language}")
        return (
            text if label is None else operations.set_label(text, unit_id, typed(UnitKind.PARAGRAPH, label))
        )

    return _each(change)(structure_edit, texts, new_id)


def _place_after(structure_edit: StructureEdit, texts: Texts, _new_id: NewId) -> Texts:
    moving = structure_edit.values.get("moving", "")
    structure_edit.focus = moving
    return all_languages.move_after(texts, moving, structure_edit.posted.unit or None)


def _fill(structure_edit: StructureEdit, texts: Texts, _new_id: NewId) -> Texts:
    language, _, unit_id = structure_edit.posted.unit.partition(":")
    structure_edit.focus, structure_edit.tools = unit_id, False
    if language not in texts:
        raise Invalid(Reason.UNIT_UNKNOWN)
    return all_languages.fill(texts, unit_id, language)


def _divide(structure_edit: StructureEdit, texts: Texts, new_id: NewId) -> Texts:
    """What was typed on several lines becomes several units."""
    structure_edit.tools = False
    unit_id = structure_edit.posted.unit
    lines = {}
    for language, content in structure_edit.posted.of_unit(unit_id).items():
        if language in texts and all_languages.has(texts[language], unit_id):
            kind = find(texts[language], unit_id).kind
            lines[language] = [typed(kind, line) for line in lines_of(content)] or [""]
    return all_languages.divide(texts, unit_id, lines, new_id)


_EDITS: Mapping[str, Callable[[StructureEdit, Texts, NewId], Texts]] = {
    "add_after": _add_after,
    "add_kind": _add_kind,
    "automatic": _each(lambda text, unit_id: operations.set_label(text, unit_id, None)),
    "delete": _delete,
    "delete_alone": _delete_alone,
    "demote": _each(operations.demote),
    "divide": _divide,
    "down": _each(lambda text, unit_id: operations.move(text, unit_id, Direction.DOWN)),
    "fill": _fill,
    "place_after": _place_after,
    "promote": _each(operations.promote),
    "set_kind": _set_kind,
    "set_label": _set_label,
    "up": _each(lambda text, unit_id: operations.move(text, unit_id, Direction.UP)),
}
STRUCTURE = frozenset(_EDITS)
