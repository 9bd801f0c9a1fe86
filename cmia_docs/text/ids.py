"""Unit ids: short, unique in the document, the same in all its languages, never used again."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count

from cmia_docs.text.compare.language_alignment import pairs_by_structure
from cmia_docs.text.model import Text

_ID = re.compile(r"[a-z][a-z0-9-]{0,31}")
_LENGTH = 6


def is_id(candidate: str) -> bool:
    """Whether `candidate` can be written as `{#id}` and `[[id]]`: a-z, then up to 31 of a-z, 0-9, -."""
    return _ID.fullmatch(candidate) is not None


def new_id(taken: AbstractSet[str]) -> str:
    """A random id of 6 characters that is not in `taken`; `taken` should hold ids of deleted units too.

    Random, not counted: two people who add units to two copies of a text must not create the same id.
    """
    while True:
        rest = (secrets.choice(string.ascii_lowercase + string.digits) for _ in range(_LENGTH - 1))
        candidate = secrets.choice(string.ascii_lowercase) + "".join(rest)
        if candidate not in taken:
            return candidate


def in_order() -> Callable[[AbstractSet[str]], str]:
    """A function that gives u1, u2, ... in turn, without those in its argument: the same for each reading."""
    candidates = map("u{}".format, count(1))

    def next_id(taken: AbstractSet[str]) -> str:
        # Ids that were passed over or given are not tried again, so that the time stays linear.
        return next(candidate for candidate in candidates if candidate not in taken)

    return next_id


def with_ids(text: Text, like: Text | None = None, new: Callable[[AbstractSet[str]], str] = new_id) -> Text:
    """`text` with an id for each unit that has none; existing ids stay.

    `like` is another language of the same text: units in the same position get the same id.
    """
    taken = {unit.id for unit in text.units}
    given = _ids_of_sibling(text, like, taken) if like is not None else {}
    taken.update(given.values(), (unit.id for unit in like.units) if like is not None else ())
    units = []
    for index, unit in enumerate(text.units):
        if not unit.id:
            chosen = given.get(index) or new(taken)
            taken.add(chosen)
            unit = replace(unit, id=chosen)
        units.append(unit)
    return Text(text.language, tuple(units))


def _ids_of_sibling(text: Text, like: Text, taken: AbstractSet[str]) -> dict[int, str]:
    given: dict[int, str] = {}
    used = set(taken)
    for index, other in pairs_by_structure(text, like):
        candidate = like.units[other].id
        if candidate and candidate not in used and not text.units[index].id:
            given[index] = candidate
            used.add(candidate)
    return given
