"""Short notation of entries, queries and results for the tests of search."""

from __future__ import annotations

from cmia_docs.stores.search import Entry, SearchIndex, SearchRequest, SearchResult, Visible
from cmia_docs.text.search.query_parser import read_query


def entry(
    body: str,
    *,
    id: str = "1/a1",
    document: int = 1,
    scope: str = "adopted",
    language: str = "ru",
    number: str = "",
    title: str = "",
    heading: str = "",
    sort_date: str = "2013-09-10",
    article: str = "",
    index: int = 0,
) -> Entry:
    """An entry with this body."""
    return Entry(id, document, scope, language, number, title, heading, body, sort_date, article, index)


def entries(*bodies: str, language: str = "ru") -> list[Entry]:
    """One entry for each body, with ids and documents `1`, `2` ..."""
    return [
        entry(body, id=str(number), document=number, language=language)
        for number, body in enumerate(bodies, start=1)
    ]


def request(typed: str, visible: Visible = None) -> SearchRequest:
    """The request for what a user typed."""
    return SearchRequest(read_query(typed)[0], visible)


def hit_ids(index: SearchIndex, typed: str, visible: Visible = None) -> list[str]:
    """The ids of the hits, sorted."""
    return sorted(hit.id for hit in search(index, typed, visible).hits)


def search(index: SearchIndex, typed: str, visible: Visible = None) -> SearchResult:
    """The result for what a user typed."""
    return index.search(request(typed, visible))
