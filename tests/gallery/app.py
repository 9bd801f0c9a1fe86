"""A small site with made-up data that shows every kind of page, for those who work on the look.

Run it with `python -m flask --app tests.gallery.app run`. It uses the product's templates and static files and sends the
product's strict Content-Security-Policy, so that a page that needs more than that is seen here first.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response as BaseResponse

from cmia_docs.rules.council import from_settings
from cmia_docs.web.shared.badges import register_badges
from cmia_docs.web.shared.dates import register_dates
from cmia_docs.web.shared.language_marks import register_language_marks
from cmia_docs.web.shared.page_context import PageLanguage, ShownActor, SiteLinks
from cmia_docs.web.shared.page_parts import NavLink, register_page_parts
from tests.factories.council import SETTINGS
from tests.gallery import act_pages, list_pages, review_pages, work_pages
from tests.paths import ROOT

TEMPLATES = ROOT / "templates"
COUNCIL = {"ru": "Совет министров внутренних дел СНГ", "en": "Council of Ministers of Internal Affairs, CIS"}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# Address, template and the data of each page. The function is called within a request.
_ALL_PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "dashboard": ("dashboard/index.html", work_pages.dashboard),
    "dashboard-empty": ("dashboard/index.html", work_pages.dashboard_empty),
    "documents": ("document/list.html", list_pages.documents),
    "documents-empty": ("document/list.html", list_pages.documents_empty),
    "document": ("document/show.html", act_pages.document),
    "document-two-languages": ("document/show.html", act_pages.document_two_languages),
    "document-withdrawn": ("document/show.html", act_pages.document_withdrawn),
    "history": ("document/history.html", act_pages.history),
    "positions": ("review/positions.html", review_pages.positions),
    "positions-empty": ("review/positions.html", review_pages.positions_empty),
    "remarks": ("review/remarks.html", review_pages.remarks),
    "downloads": ("document/downloads.html", act_pages.downloads),
    "compare": ("compare/show.html", act_pages.compare_inline),
    "compare-sides": ("compare/show.html", act_pages.compare_sides),
    "register": ("register/list.html", list_pages.register),
    "act": ("register/act.html", act_pages.act),
    "search": ("search/index.html", list_pages.search),
    "search-start": ("search/index.html", list_pages.search_start),
    "people": ("people/list.html", list_pages.people),
    "settings": ("council/settings.html", work_pages.settings),
    "settings-refused": ("council/settings.html", work_pages.settings_refused),
    "position-form": ("shared/action_form.html", work_pages.position_form),
    "events": ("operation/event_log.html", list_pages.events),
    "login": ("people/login.html", work_pages.login),
    "error": ("http/error.html", work_pages.error),
}
# A template that moved on with its feature is held by that feature's tests and no longer shown here.
PAGES = {name: page for name, page in _ALL_PAGES.items() if (TEMPLATES / "web" / page[0]).is_file()}
# Pages that anyone reads without signing in.
PUBLIC = {"register", "act", "search", "search-start", "login", "error"}


def create_gallery(translations: Path = ROOT / "cmia_docs" / "translations") -> Flask:
    """The gallery as an application: `/<page>?lang=en` for each name in PAGES; `/` lists them.

    Without compiled `translations` the words of the templates stay English.
    """
    app = Flask("gallery", template_folder=str(TEMPLATES), static_folder=str(ROOT / "cmia_docs" / "static"))
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config.update(SECRET_KEY=secrets.token_hex(16), SEND_FILE_MAX_AGE_DEFAULT=600)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(translations)
    Babel(app, locale_selector=lambda: {"en": "en_GB", "ru": "ru"}[language()])
    register_badges(app)
    register_dates(app)
    register_page_parts(app)
    register_language_marks(app)
    CSRFProtect(app)
    app.before_request(make_nonce)
    app.after_request(add_policy)
    app.context_processor(shell)
    app.add_url_rule("/", "home", index)
    app.add_url_rule("/<name>", "page", page, methods=["GET", "POST"])
    return app


def language() -> str:
    return "en" if request.args.get("lang") == "en" else "ru"


def make_nonce() -> None:
    g.nonce = secrets.token_urlsafe(16)
    g.council = from_settings(SETTINGS)


def add_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=g.nonce)
    return response


def index() -> str:
    """Names of all pages, one a line."""
    links = (f'<li><a href="{url_for("page", name=name)}">{name}</a></li>' for name in PAGES)
    return f'<!doctype html><html lang="en"><title>Gallery</title><h1>Gallery</h1><ul>{"".join(links)}</ul></html>'


def page(name: str) -> str | BaseResponse | tuple[str, int]:
    if name not in PAGES:
        return index(), 404
    if request.method == "POST":
        flash("Сохранено.", "success")
        return redirect(url_for("page", name=name))
    template, data = PAGES[name]
    if name == "dashboard":
        flash("Редакция № 4 сохранена.", "success")
    return render_template(f"web/{template}", **data())


def shell() -> dict[str, Any]:
    """What shared/base.html needs: the substitute for the application's own context processor."""
    name = (request.view_args or {}).get("name", "")
    public = name in PUBLIC
    entries = [("register", "Реестр"), ("search", "Поиск")]
    if not public:
        entries = [
            ("dashboard", "Рабочий стол"),
            ("documents", "Документы"),
            ("search", "Поиск"),
            ("register", "Реестр"),
            ("sessions", "Заседания"),
            ("people", "Участники"),
            ("settings", "Настройки"),
            ("events", "Журнал событий"),
        ]
    return {
        "current_language": language(),
        "languages": [PageLanguage("ru", "Русский", "?lang=ru"), PageLanguage("en", "English", "?lang=en")],
        "council": COUNCIL[language()],
        "today": date(2014, 4, 29),
        "csp_nonce": g.nonce,
        "actor": None if public else ShownActor("Айгуль Садыкова", ["секретариат"]),
        "nav": [NavLink(label, f"/{page}", page == name) for page, label in entries],
        "links": SiteLinks(
            home="/dashboard",
            login="/login",
            logout="/login",
            account="/settings",
            register="/register",
            search="/search",
        ),
    }


app = create_gallery()
