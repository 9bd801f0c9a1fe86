"""The page of a search: hits, facets, order, how the query was understood and what may have been meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cmia_docs.queries.search.search import ResultPage, SearchQuery, SearchScope, look_up
from cmia_docs.queries.search.search_drafts import Drafts, searches_drafts
from cmia_docs.stores.search import SearchIndex
from cmia_docs.web.search.facets import facets_of
from cmia_docs.web.search.hits import HitView, hit_view
from cmia_docs.web.search.notes import notes_on
from cmia_docs.web.search.shown_search import SearchPages, ShownSearch
from cmia_docs.web.shared.context import actor, services
from cmia_docs.web.shared.page_parts import Facet, Link, NavLink
from cmia_docs.web.shared.paging import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What a query has found.

    `clear_url` leads to the hits without facets, None where none is chosen; `notes` say how the query was
    understood; `suggestion` is a query that may have been meant; `any_url` searches for any of the words
    where no article has them all, and is empty where that finds nothing either.
    """

    hits: Sequence[HitView]
    total: int
    facets: Sequence[Facet]
    clear_url: str | None
    orders: Sequence[NavLink]
    notes: Sequence[str]
    suggestion: Link | None
    any_url: str
    pages: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """For web/search/index.html.

    `scopes` are where the person can search, empty for those who can only search in the acts; `results` are
    None without a query.
    """

    query: str
    in_drafts: bool
    scopes: Sequence[NavLink]
    results: SearchResults | None


def search_page(query: SearchQuery, scope: SearchScope, index: SearchIndex) -> SearchPage:
    """The page of a query."""
    search = ShownSearch(query, isinstance(scope, Drafts))
    return SearchPage(
        query=query.words,
        in_drafts=search.in_drafts,
        scopes=_scopes(search),
        results=_results(search, look_up(scope, index, services().drafts, query)) if query.words else None,
    )


def _results(search: ShownSearch, results: ResultPage) -> SearchResults:
    return SearchResults(
        hits=[hit_view(hit, in_drafts=search.in_drafts) for hit in results.hits],
        total=results.total,
        facets=facets_of(search, results.facets),
        clear_url=search.whole_url(in_drafts=search.in_drafts) if search.query.chosen else None,
        orders=[
            NavLink(label, search.ordered_url(by_date), by_date == search.query.by_date)
            for label, by_date in ((_("By relevance"), False), (_("By date"), True))
        ],
        notes=notes_on(results),
        suggestion=Link(results.meant, search.reworded_url(results.meant)) if results.meant else None,
        any_url=_any_url(search, results),
        pages=SearchPages(results.page, results.pages, search),
    )


def _any_url(search: ShownSearch, results: ResultPage) -> str:
    if not results.any_of:
        return ""
    either = _("OR")
    return search.reworded_url(f" {either} ".join(results.any_of))


def _scopes(search: ShownSearch) -> list[NavLink]:
    if not searches_drafts(actor()):
        return []
    return [
        NavLink(label, search.whole_url(in_drafts=in_drafts), in_drafts == search.in_drafts)
        for label, in_drafts in ((_("Adopted acts"), False), (_("Drafts"), True))
    ]
