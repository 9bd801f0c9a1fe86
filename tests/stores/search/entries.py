"""Entries for the tests of search, short to write."""

from __future__ import annotations

from cmia_docs.stores.search import Entry, SearchRequest, SearchResult, Visible
from cmia_docs.stores.whoosh.index import WhooshIndex
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
    place: int = 0,
) -> Entry:
    """An entry with this body."""
    return Entry(id, document, scope, language, number, title, heading, body, sort_date, article, place)


def entries(*bodies: str, language: str = "ru") -> list[Entry]:
    """One entry for each body, in document 1 on: `1`, `2` ..."""
    return [
        entry(body, id=str(number), document=number, language=language)
        for number, body in enumerate(bodies, start=1)
    ]


def request(typed: str, visible: Visible = None) -> SearchRequest:
    """What a user typed, as a request."""
    return SearchRequest(read_query(typed)[0], visible)


def found(index: WhooshIndex, typed: str, visible: Visible = None) -> list[str]:
    """The ids that are found, sorted."""
    return sorted(hit.id for hit in answer(index, typed, visible).hits)


def answer(index: WhooshIndex, typed: str, visible: Visible = None) -> SearchResult:
    """The whole result."""
    return index.search(request(typed, visible))
