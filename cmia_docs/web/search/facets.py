"""The facets beside the hits of a search."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from cmia_docs.queries.search.search import FACETS
from cmia_docs.rules.stored_words import ACT_TYPE_PARAMETER
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.search.shown_search import ShownSearch
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.labels import language_name, stage_name
from cmia_docs.web.shared.page_parts import Facet, NavLink

_MOST_VALUES = 12


def facets_of(search: ShownSearch, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The facets, from the counts of articles by facet and value."""
    labels = {
        ACT_TYPE_PARAMETER: _("act type").capitalize(),
        "year": _("Year"),
        "body": _("Body"),
        "status": (_("stage of the document") if search.in_drafts else _("status")).capitalize(),
        "language": _("Language"),
    }
    return [Facet(labels[name], _values(search, name, counts[name])) for name in FACETS]


def _values(search: ShownSearch, name: str, counts: Mapping[str, int]) -> list[NavLink]:
    """The values with most articles, years newest first; always the chosen one, so that it can be cleared."""
    chosen = search.query.chosen.get(name)
    most = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))[:_MOST_VALUES]
    order = sorted(most, reverse=True) if name == "year" else sorted(most, key=lambda v: (-counts[v], v))
    return [
        NavLink(_label(name, value), search.narrowed_url(name, value), value == chosen, counts[value])
        for value in order
    ]


def _label(name: str, value: str) -> str:
    if name == ACT_TYPE_PARAMETER:
        return type_name(value)
    if name == "status":
        return stage_name(value).capitalize()
    # Acts from a time when the body had another name are counted under that one.
    if name == "body" and value in council().names.values():
        return title_in(council().names)[0]
    return language_name(value).capitalize() if name == "language" else value
