"""Edits of a text in all its languages at once: one structure, the same ids, the labels of each language.

A language that lacks the unit (it is not translated yet) stays unchanged; a unit that is added or moved is
placed there after the nearest preceding unit that it has. An edit that one language refuses is refused in
all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cmia_docs.errors import NotFound
from cmia_docs.reasons.documents import UnitNotFound
from cmia_docs.text.compare.language_alignment import side_by_side
from cmia_docs.text.edit import operations
from cmia_docs.text.ids import in_order, is_id, with_ids
from cmia_docs.text.model import HEADINGS, KIND_DEPTH, Text, Texts, Unit, UnitKind
from cmia_docs.text.structure.tree import find, index_of, subtree


def with_valid_ids(texts: Texts) -> dict[str, Text]:
    """The texts with a new id for every unit whose id is missing, malformed or a duplicate.

    The same texts get the same ids each time, and so do units in the same position of two languages.
    """
    identified: dict[str, Text] = {}
    for language, text in texts.items():
        counts = Counter(unit.id for unit in text.units)
        if all(counts[unit.id] == 1 and is_id(unit.id) for unit in text.units):
            identified[language] = text
            continue
        seen: set[str] = set()
        units = []
        for unit in text.units:
            valid = is_id(unit.id) and unit.id not in seen
            seen.add(unit.id)
            units.append(unit if valid else replace(unit, id=""))
        like = next(iter(identified.values()), None)
        identified[language] = with_ids(Text(language, tuple(units)), like, in_order())
    return identified


def has(text: Text, unit_id: str) -> bool:
    """Whether the text has the unit."""
    return any(unit.id == unit_id for unit in text.units)


def each(texts: Texts, unit_id: str, edit: Callable[[Text], Text]) -> dict[str, Text]:
    """Edit one unit in every language that has it. NotFound `unit.not_found` where none has it."""
    if not any(has(text, unit_id) for text in texts.values()):
        raise NotFound(UnitNotFound(unit_id))
    return {language: edit(text) if has(text, unit_id) else text for language, text in texts.items()}


def add_after(texts: Texts, anchor_id: str | None, kind: UnitKind, unit_id: str) -> dict[str, Text]:
    """The texts with a new empty unit after the anchor; at the beginning without an anchor."""
    anchors = _anchors(texts, anchor_id)
    return {
        language: operations.add_after(text, anchors[language], kind, "", unit_id)
        for language, text in texts.items()
    }


def move_after(texts: Texts, unit_id: str, anchor_id: str | None) -> dict[str, Text]:
    """The texts with the unit and all that belongs to it moved after the anchor, where they have the unit."""
    anchors = _anchors(texts, anchor_id, without=unit_id)
    moved = dict(texts)
    for language, text in texts.items():
        if has(text, unit_id):
            moved[language] = operations.move_after(text, unit_id, anchors[language])
    return moved


def divide(
    texts: Texts, unit_id: str, lines: Mapping[str, Sequence[str]], new_id: Callable[[], str]
) -> dict[str, Text]:
    """The texts with the unit divided at line breaks; the same line has the same id in all languages.

    `lines` were typed in the languages that have the unit; a language with fewer lines gets empty units.
    """
    count = max((len(typed) for typed in lines.values()), default=1)
    ids = [new_id() for _ in range(count - 1)]

    def edit(text: Text) -> Text:
        return operations.divide(text, unit_id, lines.get(text.language, [find(text, unit_id).text]), ids)

    return each(texts, unit_id, edit)


def fill(texts: Texts, unit_id: str, language: str) -> dict[str, Text]:
    """Add the unit, empty, to a language that lacks it: with the position and kind that it has elsewhere."""
    text = texts[language]
    if has(text, unit_id):
        return dict(texts)
    source = next((other for other in texts.values() if has(other, unit_id)), None)
    if source is None:
        raise NotFound(UnitNotFound(unit_id))
    before = [unit.id for unit in source.units[: index_of(source, unit_id)]]
    anchor = next((known for known in reversed(before) if has(text, known)), None)
    return {**texts, language: operations.insert_after(text, anchor, find(source, unit_id))}


def id_of(row: Mapping[str, Unit]) -> str:
    """The id that the units of one row of `language_alignment.side_by_side` share."""
    return next((unit.id for unit in row.values()), "")


def next_kind(text: Text, unit_id: str) -> UnitKind:
    """The most likely kind of the next unit: the same kind; under a heading that of the unit after it."""
    index = index_of(text, unit_id)
    kind = text.units[index].kind
    if kind not in HEADINGS:
        return kind
    after = text.units[index + 1].kind if index + 1 < len(text.units) else UnitKind.PARAGRAPH
    if after is UnitKind.FOOTNOTE or (after in HEADINGS and KIND_DEPTH[after] <= KIND_DEPTH[kind]):
        return UnitKind.PARAGRAPH
    return after


def _anchors(texts: Texts, anchor_id: str | None, without: str = "") -> dict[str, str | None]:
    """For each language the anchor, or the nearest unit before it, in the common order, that it has.

    The unit that is being moved, and the units that belong to it, cannot be anchors.
    """
    if anchor_id is None:
        return dict.fromkeys(texts)
    rows = side_by_side(texts)
    last = next((index for index, row in enumerate(rows) if id_of(row) == anchor_id), None)
    if last is None:
        raise NotFound(UnitNotFound(anchor_id))
    anchors: dict[str, str | None] = {}
    for language, text in texts.items():
        moved = _moved_with(text, without)
        near = (row[language].id for row in reversed(rows[: last + 1]) if language in row)
        anchors[language] = (
            anchor_id if has(text, anchor_id) else next((n for n in near if n not in moved), None)
        )
    return anchors


def _moved_with(text: Text, unit_id: str) -> set[str]:
    if not unit_id or not has(text, unit_id):
        return set()
    return {text.units[index].id for index in subtree(text, unit_id)}
