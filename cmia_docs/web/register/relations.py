"""The relations of an act to others, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from cmia_docs.queries.register.register import Related
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.register.relation_words import changed_by, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedAct:
    """Another act: `words` say what it did to this one, or this one to it, on a day.

    Where the register does not have it, `url` is None, and `reason` says which act it is.
    """

    words: str
    kind: str
    on: date
    reason: str
    number: str | None
    title: str
    language: str
    url: str | None


def related_act(related: Related) -> RelatedAct:
    """A relation in the page's language."""
    title, language = title_in(related.titles) if related.titles else ("", "")
    return RelatedAct(
        words=changes(related.kind) if related.outgoing else changed_by(related.kind),
        kind=related.kind,
        on=related.on,
        reason=related.reason,
        number=related.number,
        title=title,
        language=language,
        url=url_for("register.show", slug=related.slug) if related.slug else None,
    )
