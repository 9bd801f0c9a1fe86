"""Search: from what a person asks to articles with snippets, facets and a suggestion.

Engines find; everything else is computed here from the database and the stored texts. What is searched is a
`Shelf`: the adopted acts, which anyone reads, or the drafts that a person may see.
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
PAGE = 20
_LAST_PAGE = 500
"""Who has read ten thousand articles narrows the search."""
_OF_DOCUMENTS = ("type", "year", "body", "status")
FACETS = (*_OF_DOCUMENTS, "language")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for. `chosen` holds the facets that narrow it, by name."""

    words: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1
    prefer: tuple[str, ...] = ()
    """Languages in which an article is rather shown, where it was found in several."""


@dataclass(frozen=True, slots=True)
class FacetValues:
    """What the facets ask of a document; `body` is empty for a draft."""

    type: str
    year: str
    status: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a hit shows it: described as in the revision that was searched."""

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
        """What the facets ask of these documents."""

    def summaries(self, document_ids: Iterable[int]) -> dict[int, DocumentSummary]:
        """These documents as hits show them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found. Without a snippet its text could not be read: the page says so.

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
    """The answer: a page of hits, the facets with counts of articles, and what to tell the person."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    notes: tuple[Note, ...]
    meant: str
    wide_prefixes: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    """Where no article holds all the words, those words, if there are articles with one of them."""


def look_up(scope: SearchScope, index: SearchIndex, store: GitStore, asked: SearchQuery) -> ResultPage:
    """Search a shelf. Never refuses words; `Unavailable` where the index cannot be searched."""
    query, notes = _understood(asked.words)
    visible = scope.visible
    order: Literal["date", "relevance"] = "date" if asked.by_date else "relevance"
    request = SearchRequest(query, visible, order=order, prefer=asked.prefer, limit=PAGE)
    result = index.search(request)
    about = scope.facet_values({document for document, _ in result.counts})
    facets, total = _facets(result, about, asked)
    pages = max(1, min(_LAST_PAGE, -(-total // PAGE)))
    page = min(max(asked.page, 1), pages)
    if asked.chosen or page > 1:
        result = index.search(_narrowed(request, about, asked, page))
    meant = _meant(index, request, asked, found=bool(about))
    return ResultPage(
        total=total,
        page=page,
        pages=pages,
        hits=_hits(scope, store, result),
        facets=facets,
        notes=notes,
        meant="" if meant == asked.words else meant,
        wide_prefixes=result.wide_prefixes,
        any_of=() if about else _any_of(index, request),
    )


def _understood(words: str) -> tuple[Query, tuple[Note, ...]]:
    query, notes = read_query(words)
    return without_function_words(query), notes


def _meant(index: SearchIndex, request: SearchRequest, asked: SearchQuery, *, found: bool) -> str:
    """What was rather meant: the same keys in the other layout where these find something, or near words."""
    retyped = other_layout(asked.words.casefold())
    if not found and _finds(index, replace(request, query=_understood(retyped)[0])):
        return retyped
    # Nobody misspells a name that is known in full.
    words = (word for word in single_words(request.query) if not other_writing((word,)))
    return corrected(asked.words, index.suggest(words, request.visible))


def _any_of(index: SearchIndex, request: SearchRequest) -> tuple[str, ...]:
    parts = request.query.parts if isinstance(request.query, And) else ()
    words = tuple(part.word for part in parts if isinstance(part, Word))
    if len(words) < 2 or len(words) < len(parts) or not _finds(index, replace(request, query=Or(parts))):
        return ()
    return words


def _finds(index: SearchIndex, request: SearchRequest) -> bool:
    return index.search(replace(request, limit=0)).total > 0


def _narrowed(
    request: SearchRequest, about: Mapping[int, FacetValues], asked: SearchQuery, page: int
) -> SearchRequest:
    language = asked.chosen.get("language")
    fits = (document for document, each in about.items() if not _misfits(each, asked))
    return replace(
        request,
        documents=frozenset(fits),
        languages=frozenset({language}) if language else None,
        offset=(page - 1) * PAGE,
    )


def _facets(
    result: SearchResult, about: Mapping[int, FacetValues], asked: SearchQuery
) -> tuple[dict[str, dict[str, int]], int]:
    """How many articles each value would leave while the other facets stay as chosen; how many all leave."""
    facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    total = 0
    language = asked.chosen.get("language")
    versions: dict[int, dict[str, int]] = {}
    for (document, code), count in result.counts.items():
        versions.setdefault(document, {})[code] = count
    for document, articles in result.articles.items():
        each = about.get(document)
        if each is None:  # an index that lags behind: the document has left this shelf
            continue
        left = versions[document].get(language, 0) if language else articles
        misfits = _misfits(each, asked)
        if not misfits:
            total += left
            facets["language"].update(versions[document])
        # What misses one facet alone would be found with another value of that facet.
        for name in (_OF_DOCUMENTS, misfits, ())[min(len(misfits), 2)]:
            facets[name][getattr(each, name)] += left
    for name, value in asked.chosen.items():
        facets[name].setdefault(value, 0)
    return {
        name: {
            value: n for value, n in facets[name].items() if value and (n or asked.chosen.get(name) == value)
        }
        for name in FACETS
    }, total


def _misfits(about: FacetValues, asked: SearchQuery) -> list[str]:
    return [
        name for name in _OF_DOCUMENTS if name in asked.chosen and asked.chosen[name] != getattr(about, name)
    ]


def _hits(scope: SearchScope, store: GitStore, result: SearchResult) -> tuple[Hit, ...]:
    works = scope.summaries({hit.document for hit in result.hits})
    shown = {(hit.document, hit.language) for hit in result.hits if hit.document in works}
    sources = {(document, code): _source(store, works[document], code) for document, code in shown}
    return tuple(
        _hit(works[found.document], sources[found.document, found.language], found, result)
        for found in result.hits
        if found.document in works
    )


def _source(store: GitStore, work: DocumentSummary, language: str) -> str:
    if language not in work.revision.sums:  # an index that lags behind
        return ""
    try:
        return source_in(store, work.slug, work.revision, language)
    except (Damaged, NotFound) as error:
        # The hit still leads to its document, whose page says what is wrong.
        log.warning("no text for search in %s: %s", work.slug, error)
        return ""


def _hit(work: DocumentSummary, source: str, found: engine.IndexHit, result: SearchResult) -> Hit:
    unit_id = article_of(found.id)
    title = work.titles.get(found.language) or next(iter(work.titles.values()))
    hit = Hit(
        document_id=found.document,
        summary=work,
        language=found.language,
        unit_id="",
        title=mark(title, result.title_terms, found.language),
        heading=(),
        snippet=None,
    )
    piece = pieces(source, found.language).get(unit_id)
    if piece is None:  # an index that lags behind
        return hit
    article, body = piece
    return replace(
        hit,
        unit_id=unit_id,
        heading=mark(heading_of(article), result.terms, found.language),
        snippet=snippet(_below_heading(article, body), result.terms, found.language),
        above=tuple(mark(line, result.terms, found.language) for line in headings_above(article)),
    )


def _below_heading(article: Article, body: str) -> str:
    """The words under a heading, which stands above the snippet; the heading's own where there are none."""
    return body.partition("\n")[2] or body if article.heading else body
