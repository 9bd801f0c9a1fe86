"""A cache of what is made of texts, with a limit: the same texts are read again and again."""

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
    """Cache the results used last, up to a total weight; a heavier result is never cached.

    Some texts are a thousand times as long as others, so a number of texts would be no limit.
    """
    cache: LRUCache[tuple[bytes, str], Made] = LRUCache(most, getsizeof=weight)
    decorator = cached(cache, key=_name, lock=threading.Lock())
    return cast("Callable[[Maker[Made]], Maker[Made]]", decorator)


def _name(source: str, language: str) -> tuple[bytes, str]:
    """A short key: the source itself would take as much memory as what is made of it."""
    return sha256(source.encode("utf-8", "surrogatepass")).digest(), language
