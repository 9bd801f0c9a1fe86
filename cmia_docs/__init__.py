"""CMIA Docs: how an intergovernmental council drafts, agrees, adopts and publishes its texts.

`create_app` connects all parts: settings to stores, stores to services, services to pages and commands.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, g
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from cmia_docs.actions.follow_up.worker import FollowUp
from cmia_docs.actions.services import Services
from cmia_docs.cli import register_commands
from cmia_docs.installation import Installation
from cmia_docs.logs import REQUEST_ID
from cmia_docs.models.database import make_engine, readers, writers
from cmia_docs.settings import Settings, from_environment
from cmia_docs.stores.data_folder import make_files_private
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.mail import FileMail, Mail, SmtpMail
from cmia_docs.stores.notice_templates import NoticeTemplates
from cmia_docs.stores.secret import secret_key
from cmia_docs.stores.whoosh.index import WhooshIndex
from cmia_docs.web import register_blueprints
from cmia_docs.web.http.error_pages import register_error_pages
from cmia_docs.web.http.page_cache import register_page_cache
from cmia_docs.web.http.request_limits import MOST_FIELDS, bound_requests
from cmia_docs.web.http.request_log import register_request_log
from cmia_docs.web.http.static_files import register_static_files
from cmia_docs.web.operation.metrics import Metrics, register_metrics
from cmia_docs.web.shared.access import check_access
from cmia_docs.web.shared.badges import register_badges
from cmia_docs.web.shared.context import close_reads, load_person
from cmia_docs.web.shared.dates import register_dates
from cmia_docs.web.shared.language_marks import register_language_marks
from cmia_docs.web.shared.languages import choose_locale
from cmia_docs.web.shared.page_context import page_values
from cmia_docs.web.shared.page_parts import register_page_parts
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.security import FormCookies, add_headers

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
_LARGEST_FORM = 16_000_000
"""Bytes of one request: two language versions of the largest text, percent-encoded, plus a quarter."""


def utc_now() -> datetime:
    """The system's clock, in whole seconds: git stores no fractions, and a replay must be identical."""
    return datetime.now(UTC).replace(microsecond=0)


def create_app(
    settings: Settings | None = None, *, clock: Callable[[], datetime] = utc_now, mail: Mail | None = None
) -> Flask:
    """The application. No store is opened before its first use, so that a server may fork afterwards."""
    chosen = settings or from_environment()
    make_files_private()
    app = Flask("cmia_docs", root_path=str(ROOT / "cmia_docs"), template_folder=str(TEMPLATES))
    app.session_interface = FormCookies()
    _configure(app, chosen)
    metrics = register_metrics(app)
    _wire(app, chosen, clock, mail or _mail(chosen), metrics)
    Babel(app, default_locale="en", locale_selector=choose_locale)
    # In this order: the page that refuses a forged form knows the person, and the size of a form is limited
    # before its token is read.
    app.before_request(_name_request)
    app.before_request(load_person)
    bound_requests(app)
    CSRFProtect(app)
    app.before_request(check_access)
    app.after_request(add_headers)
    register_request_log(app)
    register_static_files(app)
    register_badges(app)
    register_dates(app)
    register_page_parts(app)
    register_page_cache(app)
    register_language_marks(app)
    app.teardown_request(close_reads)
    app.teardown_request(_forget_request)
    app.context_processor(page_values)
    register_blueprints(app)
    register_error_pages(app)
    register_commands(app)
    if chosen.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=secret_key(settings.data),
        SESSION_COOKIE_NAME="cmia_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=max(_LARGEST_FORM, settings.max_upload_bytes),
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        # A form may be open for hours while a text is written; the token ends with the sign-in.
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "cmia_docs" / "translations"),
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}


def _wire(
    app: Flask, settings: Settings, clock: Callable[[], datetime], mail: Mail, metrics: Metrics
) -> None:
    engine = make_engine(settings.database_url)
    news = threading.Event()
    services = Services(
        readers=readers(engine),
        writers=writers(engine),
        drafts=GitStore(settings.drafts),
        register=GitStore(settings.register),
        adopted_index=WhooshIndex(settings.index / "adopted"),
        drafts_index=WhooshIndex(settings.index / "drafts"),
        mail=mail,
        notice_templates=NoticeTemplates(TEMPLATES / "mail", settings.address),
        clock=clock,
        wake=news.set,
        committed=metrics.note_actions,
    )
    app.extensions["cmia_docs_installation"] = Installation(
        services, settings, engine, FollowUp(services, settings.data, news), sentence_for
    )


def _mail(settings: Settings) -> Mail:
    if not settings.smtp_host:
        return FileMail(settings.data / "mail", settings.mail_from)
    return SmtpMail(
        settings.smtp_host,
        settings.smtp_port,
        sender=settings.mail_from,
        username=settings.smtp_user,
        password=settings.smtp_password,
        security=settings.smtp_security,
    )


def _name_request() -> None:
    g.request_id = uuid.uuid4().hex
    REQUEST_ID.set(g.request_id)


def _forget_request(_error: BaseException | None = None) -> None:
    REQUEST_ID.set("")
