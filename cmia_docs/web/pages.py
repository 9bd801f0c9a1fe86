"""What every page knows: the person, their navigation, the council, the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cmia_docs.errors import Refused
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import can
from cmia_docs.web.context import actor, council
from cmia_docs.web.languages import INTERFACE, current_language
from cmia_docs.web.security import csp_nonce


def in_language(names: Mapping[str, str], language: str = "") -> str:
    """The name in the page's language (or the one given), else in the first it has."""
    return names.get(language or current_language()) or next(iter(names.values()), "")


def page_values() -> dict[str, Any]:
    """Values for every template."""
    return {
        "actor": actor() if actor().id is not None else None,
        "nav": navigation(),
        "council": _council_name(),
        "current_language": current_language(),
        "languages": INTERFACE,
        "csp_nonce": csp_nonce(),
        "can": can,
        "in_language": in_language,
        "here": request.full_path.rstrip("?"),
    }


def navigation() -> list[tuple[str, str, bool]]:
    """Address, label and whether it is the current page, for what the person may open."""
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
    blueprint = (request.endpoint or "").partition(".")[0]
    return [
        (url_for(endpoint), label, endpoint.partition(".")[0] == blueprint)
        for endpoint, label, shown in entries
        if shown
    ]


def _council_name() -> str:
    try:
        return in_language(council().short_names)
    except Refused:  # before `flask init`, or while the database is away, pages still have to say so
        return "CMIA Docs"
