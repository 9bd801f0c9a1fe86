"""What names an adopted act: title, number, body, day and city, and how it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from cmia_docs.queries.register.register import Published
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.shared.absolute_urls import absolute
from cmia_docs.web.shared.dates import day_words, numbered
from cmia_docs.web.shared.languages import wording_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ActHead:
    """The head of the page of an act.

    `formula` are the lines over the text, in `formula_language`; `citation` is one line with the `url` in it;
    `text_sum` is the checksum of all texts.
    """

    title: str
    title_language: str
    number: str
    adopted_on: date
    city: str
    body: str
    status: str
    text_sum: str
    url: str
    entry_url: str
    list_url: str
    formula: Sequence[str]
    formula_language: str
    citation: str


def act_head(published: Published, language: str) -> ActHead:
    """The head of the page that shows the text in a language: title, formula and citation are in it."""
    act, slug = published.act, published.document.slug
    title, title_language = title_in(published.document.titles, language)
    formula, formula_language = _formula(published, language)
    url = absolute(url_for("register.show", slug=slug))
    return ActHead(
        title=title,
        title_language=title_language,
        number=act.number,
        adopted_on=act.adopted_on,
        city=title_in(act.cities)[0],
        body=title_in(act.body)[0],
        status=published.document.stage,
        text_sum=act.text_sum,
        url=url,
        entry_url=url_for("register.entry", slug=slug),
        list_url=url_for("register.index"),
        formula=formula,
        formula_language=formula_language,
        citation=f"{title}: {', '.join(formula)}. {url}",
    )


def _formula(published: Published, language: str) -> tuple[list[str], str]:
    """Without verbs, so that it can be over a text in any language."""
    act = published.act
    body, body_language = title_in(act.body, language)
    with wording_in(language):
        city_and_day = f"{title_in(act.cities, language)[0]}, {day_words(act.adopted_on)}"
        return [body, city_and_day, numbered(act.number)], body_language
