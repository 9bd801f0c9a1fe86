"""A search query as a value: a small tree that every engine evaluates alike.

Words in it are folded (`text.cutting.fold`); base forms are added where the tree is evaluated, because they
depend on the languages of the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Any form of this word, or exactly this number or sign."""

    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words side by side in this order, each in any form; two words or more."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that is written with this beginning."""

    start: str


@dataclass(frozen=True, slots=True)
class Number:
    """Acts with this number; `12` finds `12-3` too, after `12` itself."""

    number: str


@dataclass(frozen=True, slots=True)
class Title:
    """The query inside, looked up in the titles of acts alone."""

    query: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """All entries: the query of somebody who has typed nothing yet."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry: nothing that could be looked up was typed."""


Query = Word | Phrase | Prefix | Number | Title | And | Or | Not | Everything | Nothing
Leaf = Word | Phrase | Prefix | Number


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked in a text that a query found; all folded."""

    words: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    prefixes: frozenset[str] = frozenset()


def conjunction(parts: tuple[Query, ...]) -> Query:
    """The parts ANDed, each once and without a superfluous level; `Nothing` for no parts."""
    distinct = tuple(dict.fromkeys(parts))
    if not distinct:
        return Nothing()
    return distinct[0] if len(distinct) == 1 else And(distinct)


def disjunction(parts: tuple[Query, ...]) -> Query:
    """The parts ORed, each once and without a superfluous level; at least one part."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else Or(distinct)


def wanted(query: Query, *, titles: bool = False) -> Wanted:
    """What a query asks for, without what it excludes.

    With `titles` it also holds what was asked of titles and numbers alone: for marks in the act's title and
    number.
    """
    leaves = list(_positive_leaves(query, titles=titles))
    words = {leaf.word for leaf in leaves if isinstance(leaf, Word)}
    if titles:
        words |= {leaf.number for leaf in leaves if isinstance(leaf, Number)}
    return Wanted(
        words=frozenset(words),
        phrases=frozenset(leaf.words for leaf in leaves if isinstance(leaf, Phrase)),
        prefixes=frozenset(leaf.start for leaf in leaves if isinstance(leaf, Prefix)),
    )


def single_words(query: Query) -> tuple[str, ...]:
    """The words that a user may have misspelt, each once, in the order typed."""
    found: dict[str, None] = {}
    for leaf in _positive_leaves(query, titles=True):
        if isinstance(leaf, Word):
            found[leaf.word] = None
        elif isinstance(leaf, Phrase):
            found.update(dict.fromkeys(leaf.words))
    return tuple(found)


def _positive_leaves(query: Query, *, titles: bool) -> Iterator[Leaf]:
    if isinstance(query, Word | Phrase | Prefix | Number):
        yield query
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _positive_leaves(part, titles=titles)
    elif isinstance(query, Title) and titles:
        yield from _positive_leaves(query.query, titles=titles)
