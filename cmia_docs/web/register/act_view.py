"""The page of an adopted act: its text set as in an official journal, and all that is said of it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.queries.document.texts import texts_of
from cmia_docs.queries.register.register import Published, Related, relations_of
from cmia_docs.rules.positions import Signing
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.web.document.layout import state_of_council, title_in, type_name
from cmia_docs.web.register.relation_words import changed_by, changes
from cmia_docs.web.shared.absolute_urls import absolute
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.dates import day_words, days_words, numbered
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import wording_in
from cmia_docs.web.shared.page_parts import Fact
from cmia_docs.web.shared.text_view import UnitView, contents, pair_rows, unit_rows

View = dict[str, Any]


def act_page(found: Published, language: str, beside: str = "") -> View:
    """What register/act.html takes: one language with its contents, or two beside each other."""
    texts = texts_of(services().drafts, found.document.slug, found.revision)
    related = relations_of(reads(), found.act.id)
    base = _text_url(found, language)
    shown = {code: texts[code] for code in (language, beside) if code}
    return {
        "act": _head(found, language),
        "units": None if beside else _without_title(found, texts[language], base),
        "toc_entries": contents(texts[language]),
        "pair_rows": pair_rows(shown, base) if beside else None,
        "pair_languages": [(code, language_name(code).capitalize()) for code in shown],
        "facts_rows": _facts(found),
        "relations": [_relation(each) for each in related],
        "ended": [_relation(each) for each in related if not each.outgoing],
        "signatories": _signatories(found),
        "sums": [(f"{code}.md", found.revision.sums[code]) for code in texts],
        "text_languages": _switch(found, language, beside),
        "files": _files(found, language),
        "alternates": [(code, absolute(_text_url(found, code))) for code in texts],
    }


def _head(found: Published, language: str) -> View:
    act = found.act
    title, title_language = title_in(found.document.titles, language)
    body, body_language = title_in(act.body, language)
    with wording_in(language):
        place = f"{title_in(act.cities, language)[0]}, {day_words(act.adopted_on)}"
        formula = [body, place, numbered(act.number)]
    url = absolute(url_for("register.show", slug=found.document.slug))
    return {
        "title": title,
        "title_language": title_language,
        "language": language,
        "number": act.number,
        "on": act.adopted_on,
        "place": title_in(act.cities)[0],
        "body": title_in(act.body)[0],
        "status": found.document.stage,
        "sum": act.text_sum,
        "url": url,
        "entry_url": url_for("register.entry", slug=found.document.slug),
        "citation": f"{title}: {', '.join(formula)}. {url}",
        "list_url": url_for("register.index"),
        # Without verbs, so that it can stand over a text in any language.
        "formula": formula,
        "formula_language": body_language,
    }


def _without_title(found: Published, text: Text, base: str) -> list[UnitView]:
    """The units; a title that only repeats the page's heading is left out, any other stays."""
    units = unit_rows(text, base)
    first = text.units[0] if text.units else None
    heading = title_in(found.document.titles, text.language)[0]
    repeats = first is not None and first.kind is UnitKind.TITLE and plain(first.text) == heading
    return units[1:] if repeats else units


def _facts(found: Published) -> list[Fact]:
    act, session = found.act, found.session
    in_force = day_words(act.in_force_from) if act.in_force_from else _("not yet recorded")
    return [
        Fact(_("act type").capitalize(), type_name(act.act_type)),
        Fact(_("session").capitalize(), None if session is None else _session_words(found)),
        Fact(_("entry into force").capitalize(), in_force),
        Fact(
            _("authentic text").capitalize(),
            ", ".join(language_name(code).capitalize() for code in found.document.authentic),
        ),
        Fact(
            _("adoption confirmed").capitalize(),
            f"{act.confirmed_by}, {day_words(found.confirmed_at)}",
        ),
    ]


def _session_words(found: Published) -> str:
    session = found.session
    assert session is not None  # noqa: S101 - asked for only then
    return f"{title_in(session.cities)[0]}, {days_words(session.begins_on, session.ends_on)}"


def _relation(related: Related) -> View:
    word = changes(related.kind) if related.outgoing else changed_by(related.kind)
    title, language = title_in(related.titles) if related.titles else ("", "")
    return {
        "word": word,
        "kind": related.kind,
        "on": related.on,
        "reason": related.reason,
        "number": related.number,
        "title": title,
        "language": language,
        "url": url_for("register.show", slug=related.slug) if related.slug else None,
    }


def _signatories(found: Published) -> list[View]:
    """In the council's order; those that did not sign last."""
    rows = [
        {
            "state": state_of_council(each["state"]),
            "position": each["signing"],
            "articles": each["articles"],
            "note": each["text"],
        }
        for each in found.act.signatories
    ]
    return sorted(rows, key=lambda row: row["position"] == Signing.NOT_SIGNED)


def _switch(found: Published, language: str, beside: str) -> list[View]:
    codes = list(found.revision.sums)
    views = [
        {
            "label": language_name(code).capitalize(),
            "url": _text_url(found, code),
            "active": code == language and not beside,
        }
        for code in codes
    ]
    others = [code for code in codes if code != language]
    if others:
        url = url_for("register.text", slug=found.document.slug, language=language, beside=others[0])
        views.append({"label": _("Side by side"), "url": url, "active": bool(beside)})
    return views


def _files(found: Published, language: str) -> list[View]:
    slug = found.document.slug
    return [
        {"label": ".docx", "url": url_for("register.word", slug=slug, language=language)},
        {"label": ".md", "url": url_for("register.source", slug=slug, language=language)},
        {"label": "act.json", "url": url_for("register.entry", slug=slug)},
    ]


def _text_url(found: Published, language: str) -> str:
    return url_for("register.text", slug=found.document.slug, language=language)
