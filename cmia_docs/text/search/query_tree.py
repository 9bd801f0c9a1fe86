"""A search query as a value: a small tree that every engine evaluates in the same way.

Words in it are folded (`tokens.fold`); base forms are determined during evaluation, because they
depend on the languages of the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Any form of this word, or exactly this number or symbol."""

    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words, adjacent and in this order, each in any form; two words or more."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with these characters."""

    start: str


@dataclass(frozen=True, slots=True)
class Number:
    """Acts with this number; `12` also finds `12-3`, after `12` itself."""

    number: str


@dataclass(frozen=True, slots=True)
class Title:
    """The inner query, evaluated on the titles of acts alone."""

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
    """All entries that the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """All entries: the meaning of an empty search field."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry: the query contains no words."""


Query = Word | Phrase | Prefix | Number | Title | And | Or | Not | Everything | Nothing
Leaf = Word | Phrase | Prefix | Number


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words to mark in a text that a query found; all are folded."""

    words: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    prefixes: frozenset[str] = frozenset()


def conjunction(parts: tuple[Query, ...]) -> Query:
    """All of the parts, without duplicates and superfluous levels; `Nothing` for no parts."""
    distinct = tuple(dict.fromkeys(parts))
    if not distinct:
        return Nothing()
    return distinct[0] if len(distinct) == 1 else And(distinct)


def disjunction(parts: tuple[Query, ...]) -> Query:
    """Any of the parts, without duplicates and superfluous levels; needs at least one part."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else Or(distinct)


def wanted(query: Query, *, titles: bool = False) -> Wanted:
    """The words that a query asks for, without those that it excludes.

    With `titles` they include words for titles and numbers alone, to be marked in the act's title and
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
    """The words of a query that may be misspelt, without duplicates, in order."""
    words: dict[str, None] = {}
    for leaf in _positive_leaves(query, titles=True):
        if isinstance(leaf, Word):
            words[leaf.word] = None
        elif isinstance(leaf, Phrase):
            words.update(dict.fromkeys(leaf.words))
    return tuple(words)


def _positive_leaves(query: Query, *, titles: bool) -> Iterator[Leaf]:
    if isinstance(query, Word | Phrase | Prefix | Number):
        yield query
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _positive_leaves(part, titles=titles)
    elif isinstance(query, Title) and titles:
        yield from _positive_leaves(query.query, titles=titles)
