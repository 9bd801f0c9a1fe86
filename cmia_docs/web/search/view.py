"""The page of a search: hits with marks, facets, order, what was understood and what may have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from cmia_docs.queries.search.search import FACETS, Hit, ResultPage, SearchQuery, SearchScope, look_up
from cmia_docs.queries.search.search_drafts import Drafts, searches_drafts
from cmia_docs.stores.search import SearchIndex
from cmia_docs.text.search.snippet import Parts
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.search.form import address_of
from cmia_docs.web.search.notes import notes_on
from cmia_docs.web.shared.context import actor, council, services
from cmia_docs.web.shared.labels import language_name, stage_name

View = dict[str, Any]
_MOST_VALUES = 12
_MARK = Markup("<mark>{}</mark>")


def search_page(asked: SearchQuery, scope: SearchScope, index: SearchIndex) -> View:
    """What search/index.html takes."""
    in_drafts = isinstance(scope, Drafts)
    page: View = {"query": asked.words, "in_drafts": in_drafts, "scopes": _scopes(asked, in_drafts)}
    if not asked.words:
        return page
    found = look_up(scope, index, services().drafts, asked)
    return page | {
        "hits": [_hit(hit, in_drafts) for hit in found.hits],
        "total": found.total,
        "groups": _groups(asked, found, in_drafts),
        "narrowed": bool(asked.chosen),
        "clear_url": address_of(replace(asked, chosen={}, page=1), in_drafts=in_drafts),
        "sorts": _sorts(asked, in_drafts),
        "notes": notes_on(found),
        "meant": _meant(asked, found, in_drafts),
        "any_url": _any_url(asked, found, in_drafts),
        "pages": {
            "current": found.page,
            "total": found.pages,
            "url": lambda number: address_of(replace(asked, page=number), in_drafts=in_drafts),
        },
    }


def marked(parts: Parts) -> Markup:
    """Words with those that were asked for in `<mark>`; all of them escaped."""
    return Markup("").join(_MARK.format(words) if is_hit else words for words, is_hit in parts)


def _hit(hit: Hit, in_drafts: bool) -> View:
    act_url = _document_url(hit, "") if in_drafts else _act_url(hit, "")
    url = _document_url(hit, hit.unit_id) if in_drafts else _act_url(hit, hit.unit_id)
    snippet = Markup("")
    if hit.snippet is not None:
        before, after = ("… " if hit.snippet.cut_before else ""), (" …" if hit.snippet.cut_after else "")
        snippet = before + marked(hit.snippet.parts) + after
    return {
        "url": url,
        "heading": marked(hit.heading) or marked(hit.title),
        "act_title": marked(hit.title),
        "act_url": act_url,
        "above": [marked(line) for line in hit.above],
        "number": hit.summary.number,
        "on": hit.summary.on,
        "status": hit.summary.status,
        "snippet": snippet if hit.snippet is not None else _("This text cannot be shown just now."),
        "language": hit.language,
    }


def _act_url(hit: Hit, unit_id: str) -> str:
    return url_for("register.text", slug=hit.summary.slug, language=hit.language, _anchor=unit_id or None)


def _document_url(hit: Hit, unit_id: str) -> str:
    return url_for(
        "documents.show",
        document_id=hit.document_id,
        revision=hit.summary.revision.number,
        languages=hit.language,
        _anchor=unit_id or None,
    )


def _scopes(asked: SearchQuery, in_drafts: bool) -> list[View]:
    """Where to search; nothing to choose for who can only search in the acts."""
    if not searches_drafts(actor()):
        return []
    plain = replace(asked, chosen={}, page=1)
    return [
        {"label": label, "url": address_of(plain, in_drafts=drafts), "active": drafts == in_drafts}
        for label, drafts in ((_("Adopted acts"), False), (_("Drafts"), True))
    ]


def _sorts(asked: SearchQuery, in_drafts: bool) -> list[View]:
    return [
        {
            "label": label,
            "url": address_of(replace(asked, by_date=by_date, page=1), in_drafts=in_drafts),
            "active": by_date == asked.by_date,
        }
        for label, by_date in ((_("By relevance"), False), (_("By date"), True))
    ]


def _meant(asked: SearchQuery, found: ResultPage, in_drafts: bool) -> View | None:
    if not found.meant:
        return None
    meant = SearchQuery(found.meant, by_date=asked.by_date)
    return {"text": found.meant, "url": address_of(meant, in_drafts=in_drafts)}


def _any_url(asked: SearchQuery, found: ResultPage, in_drafts: bool) -> str:
    """The search for any of the words, where no article holds all; empty where that finds nothing either."""
    if not found.any_of:
        return ""
    either = _("OR")
    return address_of(
        SearchQuery(f" {either} ".join(found.any_of), by_date=asked.by_date), in_drafts=in_drafts
    )


def _groups(asked: SearchQuery, found: ResultPage, in_drafts: bool) -> list[View]:
    labels = {
        "type": _("act type").capitalize(),
        "year": _("Year"),
        "body": _("Body"),
        "status": (_("stage of the document") if in_drafts else _("status")).capitalize(),
        "language": _("Language"),
    }
    return [
        {"label": labels[name], "values": _values(asked, name, found.facets[name], in_drafts)}
        for name in FACETS
    ]


def _values(asked: SearchQuery, name: str, counts: Mapping[str, int], in_drafts: bool) -> list[View]:
    """The values with most articles, years newest first; the chosen one always, to be taken back."""
    most = sorted(counts, key=lambda value: (value != asked.chosen.get(name), -counts[value], value))
    shown = most[:_MOST_VALUES]
    order = sorted(shown, reverse=True) if name == "year" else sorted(shown, key=lambda v: (-counts[v], v))
    return [
        {
            "label": _label(name, value),
            "count": counts[value],
            "url": address_of(_toggled(asked, name, value), in_drafts=in_drafts),
            "active": asked.chosen.get(name) == value,
        }
        for value in order
    ]


def _label(name: str, value: str) -> str:
    if name == "type":
        return type_name(value)
    if name == "status":
        return stage_name(value).capitalize()
    # Acts of times when it was named otherwise are counted under that name.
    if name == "body" and value in council().names.values():
        return title_in(council().names)[0]
    return language_name(value).capitalize() if name == "language" else value


def _toggled(asked: SearchQuery, name: str, value: str) -> SearchQuery:
    kept = {other: chosen for other, chosen in asked.chosen.items() if other != name}
    if asked.chosen.get(name) != value:
        kept[name] = value
    return replace(asked, chosen=kept, page=1)
