"""The language of the pages: the one the person chose, else the browser's, else Russian."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import force_locale, get_locale
from werkzeug.wrappers import Response

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.security import only_over_tls, safe_next

INTERFACE = {"ru": "Русский", "en": "English"}
_LOCALES = {"ru": "ru", "en": "en_GB"}
"""The locale of each for dates: in the English of the council the day comes first."""
LANGUAGE_COOKIE = "cmia_language"
_YEAR = 365 * 24 * 3600

blueprint = Blueprint("languages", __name__)


def choose_language() -> str:
    """The language for this request: cookie, then account, then browser."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in INTERFACE:
        return chosen
    if (language := g.get("person_language")) in INTERFACE:
        return str(language)
    return request.accept_languages.best_match(INTERFACE, "ru") or "ru"


def choose_locale() -> str:
    """The language for this request, with the region whose format of dates it uses."""
    return _LOCALES[choose_language()]


def wording_in(language: str) -> AbstractContextManager[None]:
    """Words and dates in the language of a text, as far as the interface knows it, else in English."""
    locale: AbstractContextManager[None] = force_locale(_LOCALES.get(language, _LOCALES["en"]))
    return locale


def current_language() -> str:
    """The code of the language this page is in."""
    return str(get_locale().language)


@blueprint.get("/language/<code>")
@requires(Permission.PUBLIC)
def switch(code: str) -> Response:
    """Remember a language in this browser by a cookie, and return to the page; the account is not changed."""
    response = redirect(safe_next(request.args.get("next")) or url_for("dashboard.index"))
    if code in INTERFACE:
        response.set_cookie(
            LANGUAGE_COOKIE, code, max_age=_YEAR, httponly=True, samesite="Lax", secure=only_over_tls()
        )
    return response
