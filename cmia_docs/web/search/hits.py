"""An article that was found, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from cmia_docs.queries.search.search import Hit
from cmia_docs.text.search.snippet import Parts, Snippet

_MARK = Markup("<mark>{}</mark>")


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """A hit with the words of the query in `<mark>`. `above` are the headings over it; `act_*` of its act."""

    url: str
    heading: Markup
    act_title: Markup
    act_url: str
    above: Sequence[Markup]
    number: str
    on: date
    status: str
    snippet: Markup
    language: str


def hit_view(hit: Hit, *, in_drafts: bool) -> HitView:
    """The hit; its links lead into the register, or to the revision of a draft."""
    url_of = _draft_url if in_drafts else _act_url
    return HitView(
        url=url_of(hit, hit.unit_id),
        heading=_marked(hit.heading) or _marked(hit.title),
        act_title=_marked(hit.title),
        act_url=url_of(hit, ""),
        above=[_marked(line) for line in hit.above],
        number=hit.summary.number,
        on=hit.summary.on,
        status=hit.summary.status,
        snippet=_snippet(hit.snippet),
        language=hit.language,
    )


def _marked(parts: Parts) -> Markup:
    """Words, all of them escaped."""
    return Markup("").join(_MARK.format(words) if is_hit else words for words, is_hit in parts)


def _snippet(snippet: Snippet | None) -> Markup:
    if snippet is None:
        return Markup("{}").format(_("This text cannot be shown at the moment."))
    before, after = ("… " if snippet.cut_before else ""), (" …" if snippet.cut_after else "")
    return before + _marked(snippet.parts) + after


def _act_url(hit: Hit, unit_id: str) -> str:
    return url_for("register.text", slug=hit.summary.slug, language=hit.language, _anchor=unit_id or None)


def _draft_url(hit: Hit, unit_id: str) -> str:
    return url_for(
        "documents.show",
        document_id=hit.document_id,
        revision=hit.summary.revision.number,
        languages=hit.language,
        _anchor=unit_id or None,
    )
