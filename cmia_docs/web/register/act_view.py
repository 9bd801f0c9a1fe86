"""The page of an adopted act: its text as in an official journal, and its details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import CouncilSession
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.queries.register.register import Published, relations_of
from cmia_docs.rules.positions import SIGNING_RULES, Signing
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.register.act_head import ActHead, act_head
from cmia_docs.web.register.relations import RelatedAct, related_act
from cmia_docs.web.register.signatories import SignatoryView, signatory_view
from cmia_docs.web.shared.absolute_urls import absolute
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.dates import day_words, days_words
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.page_parts import Fact, Link, NavLink
from cmia_docs.web.shared.text_view import ContentsEntry, TextPair, UnitView, contents, text_pair, unit_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """For web/register/act.html: the `units` of the text in `language`, or a `pair` of languages.

    `changed_by` are those of the `relations` that change this act; `sums` are the checksums by file;
    `alternates`: language and address of each text.
    """

    act: ActHead
    language: str
    units: Sequence[UnitView]
    pair: TextPair | None
    contents: Sequence[ContentsEntry]
    languages: Sequence[NavLink]
    facts: Sequence[Fact]
    signatories: Sequence[SignatoryView]
    relations: Sequence[RelatedAct]
    changed_by: Sequence[RelatedAct]
    sums: Sequence[Fact]
    files: Sequence[Link]
    alternates: Sequence[tuple[str, str]]


def act_page(published: Published, language: str, beside: str = "") -> ActPage:
    """The act in one language, or in two side by side."""
    texts = texts_of(services().drafts, published.document.slug, published.revision)
    related = relations_of(reads(), published.act.id)
    base = _text_url(published, language)
    return ActPage(
        act=act_head(published, language),
        language=language,
        units=() if beside else _without_title(published, texts[language], base),
        pair=text_pair({code: texts[code] for code in (language, beside)}, base) if beside else None,
        contents=contents(texts[language]),
        languages=_switch(published, language, beside),
        facts=_facts(published),
        signatories=_signatories(published),
        relations=[related_act(each) for each in related],
        changed_by=[related_act(each) for each in related if not each.outgoing],
        sums=[Fact(f"{code}.md", published.revision.sums[code]) for code in texts],
        files=_files(published, language),
        alternates=[(code, absolute(_text_url(published, code))) for code in texts],
    )


def _without_title(published: Published, text: Text, base: str) -> list[UnitView]:
    """The units; a title that only repeats the page's heading is left out, any other stays."""
    units = unit_rows(text, base)
    first = text.units[0] if text.units else None
    heading = title_in(published.document.titles, text.language)[0]
    repeats = first is not None and first.kind is UnitKind.TITLE and plain(first.text) == heading
    return units[1:] if repeats else units


def _facts(published: Published) -> list[Fact]:
    act, session = published.act, published.session
    in_force = day_words(act.in_force_from) if act.in_force_from else _("not yet recorded")
    authentic = [language_name(code).capitalize() for code in published.document.authentic]
    confirmed = f"{act.confirmed_by}, {day_words(published.confirmed_at)}"
    return [
        Fact(_("act type").capitalize(), type_name(act.act_type)),
        Fact(_("session").capitalize(), _session_words(session) if session else None),
        Fact(_("entry into force").capitalize(), in_force),
        Fact(_("authentic text").capitalize(), ", ".join(authentic)),
        Fact(_("adoption confirmed").capitalize(), confirmed),
    ]


def _session_words(session: CouncilSession) -> str:
    return f"{title_in(session.cities)[0]}, {days_words(session.begins_on, session.ends_on)}"


def _signatories(published: Published) -> list[SignatoryView]:
    """In the council's order; those that did not sign last."""
    rows = [signatory_view(entry) for entry in published.act.signatories]
    return sorted(rows, key=lambda row: not SIGNING_RULES[Signing(row.signing)].signs)


def _switch(published: Published, language: str, beside: str) -> list[NavLink]:
    codes = list(published.revision.sums)
    links = [
        NavLink(language_name(code).capitalize(), _text_url(published, code), code == language and not beside)
        for code in codes
    ]
    others = [code for code in codes if code != language]
    if others:
        links.append(
            NavLink(_("Side by side"), _text_url(published, language, beside=others[0]), bool(beside))
        )
    return links


def _files(published: Published, language: str) -> list[Link]:
    slug = published.document.slug
    return [
        Link(".docx", url_for("register.word", slug=slug, language=language)),
        Link(".md", url_for("register.source", slug=slug, language=language)),
        Link("act.json", url_for("register.entry", slug=slug)),
    ]


def _text_url(published: Published, language: str, beside: str | None = None) -> str:
    return url_for("register.text", slug=published.document.slug, language=language, beside=beside)
