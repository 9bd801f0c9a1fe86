"""The search of a page, with the addresses of those near it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmia_docs.queries.search.search import SearchQuery
from cmia_docs.web.search.form import address_of
from cmia_docs.web.shared.paging import Pages


@dataclass(frozen=True, slots=True)
class ShownSearch:
    """A query, and whether it is put to the drafts or to the adopted acts."""

    query: SearchQuery
    in_drafts: bool

    def ordered_url(self, by_date: bool) -> str:
        """The first page of the same hits in this order."""
        return self.url_of(replace(self.query, by_date=by_date, page=1))

    def narrowed_url(self, facet: str, value: str) -> str:
        """The hits with this value of a facet; with any, where it is the chosen one already."""
        chosen = {name: other for name, other in self.query.chosen.items() if name != facet}
        if self.query.chosen.get(facet) != value:
            chosen[facet] = value
        return self.url_of(replace(self.query, chosen=chosen, page=1))

    def reworded_url(self, words: str) -> str:
        """The hits for other words, whatever their facets."""
        return self.url_of(SearchQuery(words, by_date=self.query.by_date))

    def whole_url(self, *, in_drafts: bool) -> str:
        """All hits for the words, in the drafts or in the adopted acts."""
        return address_of(replace(self.query, chosen={}, page=1), in_drafts=in_drafts)

    def url_of(self, query: SearchQuery) -> str:
        """Another query put to the same texts."""
        return address_of(query, in_drafts=self.in_drafts)


@dataclass(frozen=True, slots=True)
class SearchPages(Pages):
    """The pages of the hits of a search."""

    search: ShownSearch

    def url(self, number: int) -> str:
        """The address of another page of the hits."""
        return self.search.url_of(replace(self.search.query, page=number))
