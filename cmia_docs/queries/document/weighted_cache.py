"""What is made of texts, remembered within bounds: the same ones are read over and over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from cachetools import LRUCache, cached

Made = TypeVar("Made")
Maker = Callable[[str, str], Made]
"""Takes a source and its language."""


def weighted_cache(most: int, weight: Callable[[Made], int]) -> Callable[[Maker[Made]], Maker[Made]]:
    """Remember the last ones as long as their weights together are at most so much; heavier ones never.

    Some texts are a thousand times as long as others: a number of them would be no bound.
    """
    kept: LRUCache[tuple[bytes, str], Made] = LRUCache(most, getsizeof=weight)
    found = cached(kept, key=_name, lock=threading.Lock())
    return cast("Callable[[Maker[Made]], Maker[Made]]", found)


def _name(source: str, language: str) -> tuple[bytes, str]:
    """Short, since the source itself would take as much room as what is made of it."""
    return sha256(source.encode("utf-8", "surrogatepass")).digest(), language
