"""The contract of search: what the application passes to any search engine and gets back.

One entry is one article (or preamble, annex) of one text, with the data of its act. Engines know no rights:
what a person may see comes with each request as `visible`, from the database. Adopted acts and drafts are two
indexes in two folders, so that nothing public is ever computed from drafts. Words are normalized only by
`text.search.morphology`, and queries are trees of `text.search.query_tree`: all engines give the same hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, Protocol

from cmia_docs.errors import Unavailable
from cmia_docs.reasons import AnyReason
from cmia_docs.text.search.query_tree import Query, Wanted


class _All(Enum):
    ALL = "all"


ALL: Final = _All.ALL
# For each scope either all documents or these ids; a scope that is not named is invisible. `None`:
# everything.
Visible = Mapping[str, Literal[_All.ALL] | frozenset[int]] | None


def is_visible(visible: Visible, scope: str, document: int) -> bool:
    """Whether an entry of this scope and document may be seen."""
    if visible is None:
        return True
    documents = visible.get(scope, frozenset())
    return documents is ALL or document in documents


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in the index. `id` is unique in the index.

    `scope` separates the entries of one document: `current`, `circulated`, `adopted` ... `language` is a BCP
    47 code, `number` and `title` are the act's, `heading` the article's. All are plain text without markup,
    superscript figures kept as such (`5¹`). `sort_date` is an ISO date, or empty; the act is found by it too.
    Entries of a document's scope with the same `article` are one article in several languages; without it an
    entry is an article of its own. `index` increases in the order of the text.
    """

    id: str
    document: int
    scope: str
    language: str
    number: str
    title: str
    heading: str
    body: str
    sort_date: str
    article: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Upsert:
    """Adds entries or replaces those with the same ids."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    """Removes entries; ids that do not exist are no error."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Replaces all entries of a document's scope by `entries`; without entries, removes them."""

    document: int
    scope: str
    entries: tuple[Entry, ...] = ()


IndexChange = Upsert | Delete | Replace


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query, and which of its hits are requested.

    `documents` and `languages` restrict hits and `total` (facets that were selected), never `counts` and
    `articles`. `order` is `relevance`, or `date` with the latest first. A negative `offset` or `limit` counts
    as 0. An article that matches in several languages is one hit: in the first of `prefer` that matches.
    """

    query: Query
    visible: Visible
    documents: frozenset[int] | None = None
    languages: frozenset[str] | None = None
    order: Literal["relevance", "date"] = "relevance"
    prefer: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class IndexHit:
    """One entry that matches. Scores are comparable only within one result."""

    id: str
    document: int
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The result: `total` hits, of which `hits` are the requested page.

    `counts` holds for each (document, language) how many entries match the query and are visible, before
    `documents` and `languages` restrict them, and `articles` for each document how many articles these are:
    the application computes all facets from them. `terms` is what `text.search.snippet` marks in bodies and
    headings, `title_terms` what it marks in titles of acts. `wide_prefixes` are prefixes of so many words
    that only the most frequent were searched.
    """

    total: int
    hits: tuple[IndexHit, ...]
    counts: Mapping[tuple[int, str], int]
    articles: Mapping[int, int] = field(default_factory=dict)
    terms: Wanted = field(default_factory=Wanted)
    title_terms: Wanted = field(default_factory=Wanted)
    wide_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the index can be searched, and the reason where not."""

    ok: bool
    entries: int
    generation: str
    reason: AnyReason | None = None


class SearchIndex(Protocol):
    """One index. Safe for threads; one process at a time writes, any number of processes read.

    Every method but `health` and `close` raises `errors.Unavailable` when the index is missing
    (`search.index_missing`), of another format (`search.index_outdated`), damaged (`search.index_damaged`),
    locked by another writer for too long (`search.index_busy`) or not writable (`search.index_unwritable`).
    Then nothing was changed. `rebuild` repairs the first three.
    """

    def apply(self, changes: Sequence[IndexChange]) -> None:
        """Makes all changes, in order, in one commit; the next search in any thread or process sees them.

        Raises `errors.Invalid` (`search.bad_entry`) for an entry that cannot be stored.
        """

    def upsert(self, entries: Iterable[Entry]) -> None:
        """`apply` with one `Upsert`."""

    def delete(self, ids: Iterable[str]) -> None:
        """`apply` with one `Delete`."""

    def replace(self, document: int, scope: str, entries: Iterable[Entry]) -> None:
        """`apply` with one `Replace`."""

    def search(self, request: SearchRequest) -> SearchResult:
        """The entries that match. Equal scores are ordered by date, latest first, then as in the text."""

    def suggest(self, words: Iterable[str], visible: Visible) -> Mapping[str, str]:
        """Suggestions for words without a hit, by word; for `query_parser.corrected`.

        Only words of visible documents are ever suggested. All words are folded.
        """

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Replaces the whole index, even a missing or damaged one, by a new one made from `entries`.

        Searches use the old index until the new one is complete. `entries` is read while writers wait, so
        pass a generator that reads the database at that time. If it raises, the old index stays.
        """

    def fault(self) -> Unavailable | None:
        """The refusal to search, as far as known without opening the index; None if there is none."""

    def health(self) -> Health:
        """Whether the index can be searched; never raises."""

    def close(self) -> None:
        """Closes open files; a running search finishes first, in its own thread."""
