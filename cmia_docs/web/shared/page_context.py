"""What every page knows: the person, their navigation, the council, the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from cmia_docs.errors import Refused
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.context import actor, council, now, today
from cmia_docs.web.shared.labels import role_name
from cmia_docs.web.shared.languages import INTERFACE, current_language
from cmia_docs.web.shared.page_parts import NavLink
from cmia_docs.web.shared.security import address_is_secret, csp_nonce

_LONGEST_QUERY = 8_000
"""Bytes of a query string, a little more than the server takes from a browser."""


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language that pages can be read in; `url` switches to it."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """Addresses that every page knows; without `search` it has no field for it."""

    home: str
    login: str
    logout: str
    account: str
    register: str
    search: str | None


@dataclass(frozen=True, slots=True)
class ShownActor:
    """Who is signed in, with the words for their roles."""

    name: str
    roles: Sequence[str]


def in_language(names: Mapping[str, str], language: str = "") -> str:
    """The name in the page's language (or the one given), else in the first it has."""
    return names.get(language or current_language()) or next(iter(names.values()), "")


def page_values() -> dict[str, Any]:
    """Values for every template, beside what a view gives it."""
    here = _address_to_return_to()
    return {
        "actor": _shown_actor(),
        "nav": navigation(),
        "council": _council_name(),
        "today": _today(),
        "current_language": current_language(),
        "languages": [
            PageLanguage(code, name, url_for("languages.switch", code=code, next=here))
            for code, name in INTERFACE.items()
        ],
        "links": _site_links(here),
        "csp_nonce": csp_nonce(),
        "can": can,
        "in_language": in_language,
    }


def _site_links(here: str) -> SiteLinks:
    return SiteLinks(
        home=url_for("dashboard.index"),
        login=url_for("signing_in.sign_in", next=here),
        logout=url_for("signing_in.sign_out"),
        account=url_for("signing_in.account"),
        register=url_for("register.index"),
        search=url_for("search.index"),
    )


def _address_to_return_to() -> str:
    """The address of this page, but never one that is a secret.

    A page contains it several times, so a very long query is left out.
    """
    if address_is_secret():
        return "/"
    return request.full_path.rstrip("?") if len(request.query_string) <= _LONGEST_QUERY else request.path


def _shown_actor() -> ShownActor | None:
    person = actor()
    if person.id is None:
        return None
    return ShownActor(person.name, [role_name(role) for role in sorted({g.role for g in person.grants})])


def navigation() -> list[NavLink]:
    """The entries of the menu that the person may open, the current one active."""
    signed_in = actor().id is not None
    entries = [
        ("dashboard.index", _("Dashboard"), signed_in),
        ("documents.index", _("Documents"), signed_in),
        ("search.index", _("Search"), True),
        ("register.index", _("Register"), True),
        ("sessions.index", _("Sessions"), signed_in),
        ("people.index", _("People"), signed_in and can(Permission.MANAGE_PEOPLE)),
        ("council.settings", _("Settings"), signed_in and can(Permission.CONFIGURE)),
        ("events.index", _("Event log"), signed_in and can(Permission.READ_EVENTS)),
    ]
    # All pages of one document belong to the documents.
    inside = "document_id" in (request.view_args or {})
    blueprint = "documents" if inside else (request.endpoint or "").partition(".")[0]
    return [
        NavLink(label, url_for(endpoint), endpoint.partition(".")[0] == blueprint)
        for endpoint, label, shown in entries
        if shown
    ]


def _today() -> date:
    try:
        return today()
    except (Refused, SQLAlchemyError):
        return now().date()


def _council_name() -> str:
    # Before `flask init`, and while the database is away, there are still error pages to show.
    try:
        return in_language(council().short_names)
    except (Refused, SQLAlchemyError):
        return "CMIA Docs"
