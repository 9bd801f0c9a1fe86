"""Unit ids: short, unique in the document, the same in all its languages, never used again."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Set as AbstractSet

_ID = re.compile(r"[a-z][a-z0-9-]{0,31}")
_LENGTH = 6


def is_id(candidate: str) -> bool:
    """Whether `candidate` can stand as `{#id}` and `[[id]]`: a letter, then up to 31 of a-z, 0-9, -."""
    return _ID.fullmatch(candidate) is not None


def new_id(taken: AbstractSet[str]) -> str:
    """A random id of 6 characters that is not in `taken`; `taken` should hold ids of deleted units too.

    Random, not counted: two people who add units to two copies of a text must not give out the same id.
    """
    while True:
        first = secrets.choice(string.ascii_lowercase)
        candidate = first + "".join(
            secrets.choice(string.ascii_lowercase + string.digits) for _ in range(_LENGTH - 1)
        )
        if candidate not in taken:
            return candidate
