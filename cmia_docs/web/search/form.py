"""The query in the address of a search page, and the addresses of similar searches."""

from __future__ import annotations

import unicodedata

from flask import request, url_for

from cmia_docs.queries.search.search import FACETS, SearchQuery
from cmia_docs.text.search.query_parser import MAX_QUERY_CHARACTERS
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.paging import page_number, parameter

IN_DRAFTS = "drafts"
_BY_DATE = "date"


def search_query() -> SearchQuery:
    """The search of this address. What makes no sense is ignored; no input is refused."""
    # One character more than is searched, so that the note about the limit is shown.
    words = request.args.get("q", "")[: MAX_QUERY_CHARACTERS + 1]
    return SearchQuery(
        words="".join(" " if unicodedata.category(c) == "Cc" else c for c in words).strip(),
        chosen={name: value for name in FACETS if (value := parameter(name))},
        by_date=request.args.get("sort") == _BY_DATE,
        page=page_number(),
        prefer=(current_language(),),
    )


def address_of(search: SearchQuery, *, in_drafts: bool) -> str:
    """The address of a search. Its parts have a fixed order, so that the same search has one address."""
    parts: dict[str, str] = {"q": search.words}
    if in_drafts:
        parts["in"] = IN_DRAFTS
    parts |= {name: search.chosen[name] for name in FACETS if name in search.chosen}
    if search.by_date:
        parts["sort"] = _BY_DATE
    if search.page > 1:
        parts["page"] = str(search.page)
    return url_for("search.index", **parts)  # type: ignore[arg-type]
