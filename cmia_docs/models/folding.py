"""Comparing words without regard to case and to ё, by one SQL function for both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

SQLITE_NAME = "cmia_folded"


class Folded(FunctionElement[str]):
    """`Folded(column)` is the result of `folded` for its value, computed by the database."""

    name = "folded"
    type = String()
    inherit_cache = True


def folded(words: str | None) -> str | None:
    """In lower case, with е for ё. SQLite's own `lower` knows only ASCII, so it calls this."""
    return None if words is None else words.lower().replace("ё", "е")


@compiles(Folded)
def _generic(element: Folded, compiler: Any, **how: Any) -> str:
    return f"replace(lower({compiler.process(element.clauses, **how)}), 'ё', 'е')"


@compiles(Folded, "sqlite")
def _sqlite(element: Folded, compiler: Any, **how: Any) -> str:
    return f"{SQLITE_NAME}({compiler.process(element.clauses, **how)})"
