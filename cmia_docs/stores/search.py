"""The contract of search: what the application gives to any engine and gets back.

One entry is one article (or preamble, annex) of one text, with the data of its act. Engines do not know
rights: what a person may see comes with each request as `visible`, from the database. Adopted acts and drafts
are two indexes in two folders, so that nothing public is ever computed from drafts. Words are made comparable
by `text.language` alone, and queries are trees of `text.query_tree`: all engines give the same hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, Protocol

from cmia_docs.text.search.query_tree import Query, Wanted


class _All(Enum):
    ALL = "all"


ALL: Final = _All.ALL
# Per scope either every document or these ids; a scope that is not named is invisible. `None`: everything.
Visible = Mapping[str, Literal[_All.ALL] | frozenset[int]] | None


def is_visible(visible: Visible, scope: str, document: int) -> bool:
    """Whether an entry of this scope and document may be seen."""
    if visible is None:
        return True
    documents = visible.get(scope, frozenset())
    return documents is ALL or document in documents


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it is found. `id` is unique in the index.

    `scope` parts the entries of one document: `current`, `circulated`, `adopted` ... `language` is a BCP 47
    code, `number` and `title` are the act's, `heading` the article's. All are plain text without markup,
    raised figures as such (`5¹`). `sort_date` is an ISO date, or empty for none: the act is found by it too.
    Entries of a document's scope with the same `article` are one article in several languages; without one
    an entry stands alone. `place` grows in the order of the text.
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
    place: int = 0


@dataclass(frozen=True, slots=True)
class Upsert:
    """Adds entries or replaces those with the same ids."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    """Removes entries; ids that are not there are no error."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Puts `entries` in the place of all entries of a document's scope; with none, removes them."""

    document: int
    scope: str
    entries: tuple[Entry, ...] = ()


IndexChange = Upsert | Delete | Replace


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is looked up.

    `documents` and `languages` narrow hits and `total` (a facet that was clicked), never `counts` and
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
    """One found entry. Scores compare within one result only."""

    id: str
    document: int
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer: `total` hits, of which `hits` are the asked page.

    `counts` tells for each (document, language) how many entries match the query and are visible, before
    `documents` and `languages` narrow them, and `articles` for each document how many articles these are: the
    application computes all facets from them. `terms` is what `text.snippet` marks in bodies and headings,
    `title_terms` what it marks in titles of acts.
    `wide_prefixes` are beginnings of so many words that only the most frequent were looked up.
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
    """Whether the index can be searched. `message` is a reason code when not, else empty."""

    ok: bool
    entries: int
    generation: str
    message: str = ""


class SearchIndex(Protocol):
    """One index. Safe for threads; one process writes at a time, any number reads.

    Every method but `health` and `close` raises `errors.Unavailable` when the index is missing
    (`search.index_missing`), of another format (`search.index_outdated`), damaged (`search.index_damaged`),
    written by somebody else for too long (`search.index_busy`) or not writable (`search.index_unwritable`).
    Then nothing was changed. `rebuild` mends the first three.
    """

    def apply(self, changes: Sequence[IndexChange]) -> None:
        """Makes all changes in their order in one commit; the next search in any thread or process sees it.

        Raises `errors.Invalid` (`search.bad_entry`) for an entry that cannot be stored.
        """

    def upsert(self, entries: Iterable[Entry]) -> None:
        """`apply` with one `Upsert`."""

    def delete(self, ids: Iterable[str]) -> None:
        """`apply` with one `Delete`."""

    def replace(self, document: int, scope: str, entries: Iterable[Entry]) -> None:
        """`apply` with one `Replace`."""

    def search(self, request: SearchRequest) -> SearchResult:
        """The entries that match. Equal scores come by date, latest first, then in the order of the text."""

    def suggest(self, words: Iterable[str], visible: Visible) -> Mapping[str, str]:
        """What may have been meant by words that have no hit, by word; for `text.query.corrected`.

        Only words that stand in visible documents are ever suggested. Words in and out are folded.
        """

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Replaces the whole index, also a missing or damaged one, by a new one made of `entries`.

        Searches go on in the old one until the new is complete. `entries` is read while writers wait, so give
        a generator that reads the database then. When it raises, the old index stays.
        """

    def fault(self) -> str:
        """Why it has to be built anew, as far as is known without opening it: a reason code, else empty."""

    def health(self) -> Health:
        """The state of the index; never raises."""

    def close(self) -> None:
        """Closes what is open; a search that is under way ends first in its own thread."""
