"""Search: from the words that a person types to articles with snippets, facets and a suggestion.

Engines find; everything else is computed here from the database and the stored texts. What is searched is a
`SearchScope`: the adopted acts, which everybody reads, or the drafts that a person may see.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol

from cmia_docs.errors import Damaged, NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.texts import source_in
from cmia_docs.queries.search.entries import article_of, heading_of, headings_above, pieces
from cmia_docs.rules.stored_words import ACT_TYPE_PARAMETER
from cmia_docs.stores import search as engine
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.search import SearchIndex, SearchRequest, SearchResult, Visible
from cmia_docs.text.search.function_words import without_function_words
from cmia_docs.text.search.keyboard_layout import other_layout
from cmia_docs.text.search.query_parser import Note, corrected, read_query
from cmia_docs.text.search.query_shorthand import other_writing
from cmia_docs.text.search.query_tree import And, Or, Query, Word, single_words
from cmia_docs.text.search.snippet import Parts, Snippet, mark, snippet
from cmia_docs.text.structure.structure import Article

log = logging.getLogger(__name__)
HITS_A_PAGE = 20
_LAST_PAGE = 500
"""Nobody reads more than ten thousand articles without narrowing the search."""
_OF_DOCUMENTS = (ACT_TYPE_PARAMETER, "year", "body", "status")
FACETS = (*_OF_DOCUMENTS, "language")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to search for. `chosen` has the facets that narrow it, by name."""

    words: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1
    prefer: tuple[str, ...] = ()
    """Languages in which an article is preferably shown, where it was found in several."""


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The values of a document for the facets; `body` is empty for a draft."""

    type: str
    year: str
    status: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a hit shows it, described as in the revision that was searched."""

    slug: str
    titles: Mapping[str, str]
    number: str
    on: date
    status: str
    revision: Revision


class SearchScope(Protocol):
    """What is searched, and by whom."""

    @property
    def visible(self) -> Visible:
        """The entries that may be found."""

    def facet_values(self, document_ids: Iterable[int]) -> dict[int, FacetValues]:
        """The values of these documents for the facets."""

    def summaries(self, document_ids: Iterable[int]) -> dict[int, DocumentSummary]:
        """What hits show of these documents."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found. Without a snippet its text could not be read, and the page says so.

    `above` are the headings over it, outermost first.
    """

    document_id: int
    summary: DocumentSummary
    language: str
    unit_id: str
    title: Parts
    heading: Parts
    snippet: Snippet | None
    above: tuple[Parts, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The answer: a page of hits, the facets with counts of articles, and notes for the person."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    notes: tuple[Note, ...]
    meant: str
    wide_prefixes: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    """Where no article has all the words: those words, if there are articles with one of them."""


def look_up(scope: SearchScope, index: SearchIndex, store: GitStore, search: SearchQuery) -> ResultPage:
    """Search a scope. Words are never refused; `Unavailable` where the index cannot be searched."""
    query, notes = _understood(search.words)
    visible = scope.visible
    order: Literal["date", "relevance"] = "date" if search.by_date else "relevance"
    request = SearchRequest(query, visible, order=order, prefer=search.prefer, limit=HITS_A_PAGE)
    result = index.search(request)
    values = scope.facet_values({document for document, _ in result.counts})
    facets, total = _facets(result, values, search)
    pages = max(1, min(_LAST_PAGE, -(-total // HITS_A_PAGE)))
    page = min(max(search.page, 1), pages)
    if search.chosen or page > 1:
        result = index.search(_narrowed(request, values, search, page))
    meant = _meant(index, request, search, has_hits=bool(values))
    return ResultPage(
        total=total,
        page=page,
        pages=pages,
        hits=_hits(scope, store, result),
        facets=facets,
        notes=notes,
        meant="" if meant == search.words else meant,
        wide_prefixes=result.wide_prefixes,
        any_of=() if values else _any_of(index, request),
    )


def _understood(words: str) -> tuple[Query, tuple[Note, ...]]:
    query, notes = read_query(words)
    return without_function_words(query), notes


def _meant(index: SearchIndex, request: SearchRequest, search: SearchQuery, *, has_hits: bool) -> str:
    """What was probably meant: the same keys in the other layout if they find something, or similar words."""
    retyped = other_layout(search.words.casefold())
    if not has_hits and _finds(index, replace(request, query=_understood(retyped)[0])):
        return retyped
    # An abbreviation whose full form is known is not misspelt.
    words = (word for word in single_words(request.query) if not other_writing((word,)))
    return corrected(search.words, index.suggest(words, request.visible))


def _any_of(index: SearchIndex, request: SearchRequest) -> tuple[str, ...]:
    parts = request.query.parts if isinstance(request.query, And) else ()
    words = tuple(part.word for part in parts if isinstance(part, Word))
    if len(words) < 2 or len(words) < len(parts) or not _finds(index, replace(request, query=Or(parts))):
        return ()
    return words


def _finds(index: SearchIndex, request: SearchRequest) -> bool:
    return index.search(replace(request, limit=0)).total > 0


def _narrowed(
    request: SearchRequest, values: Mapping[int, FacetValues], search: SearchQuery, page: int
) -> SearchRequest:
    language = search.chosen.get("language")
    fits = (document for document, each in values.items() if not _misfits(each, search))
    return replace(
        request,
        documents=frozenset(fits),
        languages=frozenset({language}) if language else None,
        offset=(page - 1) * HITS_A_PAGE,
    )


def _facets(
    result: SearchResult, values: Mapping[int, FacetValues], search: SearchQuery
) -> tuple[dict[str, dict[str, int]], int]:
    """How many articles each value leaves while other facets stay as chosen; how many all facets leave."""
    facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    total = 0
    language = search.chosen.get("language")
    versions: dict[int, dict[str, int]] = {}
    for (document, code), count in result.counts.items():
        versions.setdefault(document, {})[code] = count
    for document, articles in result.articles.items():
        each = values.get(document)
        if each is None:  # an index that lags behind: the document is no longer in this scope
            continue
        left = versions[document].get(language, 0) if language else articles
        misfits = _misfits(each, search)
        if not misfits:
            total += left
            facets["language"].update(versions[document])
        # An article that fails one facet only would be found with another value of that facet.
        for name in (_OF_DOCUMENTS, misfits, ())[min(len(misfits), 2)]:
            facets[name][getattr(each, name)] += left
    for name, value in search.chosen.items():
        facets[name].setdefault(value, 0)
    return {
        name: {
            value: n for value, n in facets[name].items() if value and (n or search.chosen.get(name) == value)
        }
        for name in FACETS
    }, total


def _misfits(values: FacetValues, search: SearchQuery) -> list[str]:
    return [
        name
        for name in _OF_DOCUMENTS
        if name in search.chosen and search.chosen[name] != getattr(values, name)
    ]


def _hits(scope: SearchScope, store: GitStore, result: SearchResult) -> tuple[Hit, ...]:
    summaries = scope.summaries({hit.document for hit in result.hits})
    shown = {(hit.document, hit.language) for hit in result.hits if hit.document in summaries}
    sources = {(document, code): _source(store, summaries[document], code) for document, code in shown}
    return tuple(
        _hit(summaries[hit.document], sources[hit.document, hit.language], hit, result)
        for hit in result.hits
        if hit.document in summaries
    )


def _source(store: GitStore, summary: DocumentSummary, language: str) -> str:
    if language not in summary.revision.sums:  # an index that lags behind
        return ""
    try:
        return source_in(store, summary.slug, summary.revision, language)
    except (Damaged, NotFound) as error:
        # The hit still leads to its document, whose page says what is wrong.
        log.warning("no text for search in %s: %s", summary.slug, error)
        return ""


def _hit(summary: DocumentSummary, source: str, index_hit: engine.IndexHit, result: SearchResult) -> Hit:
    unit_id = article_of(index_hit.id)
    title = summary.titles.get(index_hit.language) or next(iter(summary.titles.values()))
    hit = Hit(
        document_id=index_hit.document,
        summary=summary,
        language=index_hit.language,
        unit_id="",
        title=mark(title, result.title_terms, index_hit.language),
        heading=(),
        snippet=None,
    )
    piece = pieces(source, index_hit.language).get(unit_id)
    if piece is None:  # an index that lags behind
        return hit
    article, body = piece
    return replace(
        hit,
        unit_id=unit_id,
        heading=mark(heading_of(article), result.terms, index_hit.language),
        snippet=snippet(_below_heading(article, body), result.terms, index_hit.language),
        above=tuple(mark(line, result.terms, index_hit.language) for line in headings_above(article)),
    )


def _below_heading(article: Article, body: str) -> str:
    """The words below the heading, which is shown above the snippet; the heading where there are none."""
    return body.partition("\n")[2] or body if article.heading else body
