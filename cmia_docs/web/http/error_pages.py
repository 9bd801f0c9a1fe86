"""From a refusal to a page: one place that gives every error its status, its sentence and what to do next."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from flask import Flask, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from cmia_docs.errors import (
    Damaged,
    Invalid,
    NotAllowed,
    NotFound,
    NotPossible,
    Refused,
    StaleRevision,
    TooLarge,
    Unavailable,
)
from cmia_docs.models.faults import of_database
from cmia_docs.stores.disk import reason_of
from cmia_docs.web.http.error_advice import advice_for, title_for
from cmia_docs.web.http.request_limits import pass_over_the_rest
from cmia_docs.web.shared.change_link import comparison_url
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.security import sent_from_here

log = logging.getLogger(__name__)

STATUS: dict[type[Refused], int] = {
    Invalid: 422,
    NotAllowed: 403,
    NotFound: 404,
    NotPossible: 409,
    StaleRevision: 409,
    TooLarge: 413,
    Unavailable: 503,
    Damaged: 503,
}
RETRY_AFTER_SECONDS = 10
_NEVER_SENT_AGAIN = frozenset({"csrf_token", "password", "current", "new"})

Page = tuple[str, int, dict[str, str]]


def register_error_pages(app: Flask) -> None:
    """Give every refusal and every HTTP error its page."""
    app.register_error_handler(Refused, refused_page)
    app.register_error_handler(CSRFError, _csrf_page)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(DBAPIError, _database_page)
    app.register_error_handler(TimeoutError, _no_connection_page)
    app.register_error_handler(OSError, _disk_page)
    app.register_error_handler(Exception, _unexpected_page)


def status_of(error: Refused) -> int:
    """The HTTP status of a refusal."""
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def refused_page(error: Refused) -> Page:
    """The page of a refusal. A 404 says the same whether the thing is missing or may not be known of.

    Only a link of invitation that is no good is told from others: each that is no good is answered alike.
    """
    status = status_of(error)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("request %s: %s", g.get("request_id", ""), error.reason)
    silent = status == HTTPStatus.NOT_FOUND and error.reason != "invitation.unknown"
    sentence = "" if silent else sentence_for(error)
    return _page(status, sentence, _what_changed(error))


def _csrf_page(_error: CSRFError) -> Page:
    return _page(400, sentence_for(Invalid("form.expired")))


def _http_page(error: HTTPException) -> Page:
    status = error.code or 500
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        pass_over_the_rest()
    page, code, headers = _page(status, "")
    allowed = getattr(error, "valid_methods", None)
    return page, code, headers | ({"Allow": ", ".join(allowed)} if allowed else {})


def _database_page(error: DBAPIError) -> Page:
    refusal = of_database(error)
    if refusal.reason == "database.unavailable" and not isinstance(error, OperationalError | InterfaceError):
        return _unexpected_page(error)  # a fault of ours, not of the database
    log.error("request %s: database: %s", g.get("request_id", ""), type(error.orig).__name__)
    return refused_page(refusal)


def _no_connection_page(_error: TimeoutError) -> Page:
    return refused_page(Unavailable("database.busy"))


def _disk_page(error: OSError) -> Page:
    reason = reason_of(error)
    return refused_page(Unavailable(reason)) if reason else _unexpected_page(error)


def _unexpected_page(error: Exception) -> Page:
    log.error("request %s failed", g.get("request_id", ""), exc_info=error)
    return _page(500, "")


def _page(status: int, sentence: str, way: tuple[str, str] | None = None) -> Page:
    if request.accept_mimetypes.best == "application/json":
        said = sentence or str(advice_for(status))
        return json.dumps({"said": said}), status, later(status) | {"Content-Type": "application/json"}
    page = render_template(
        "web/http/error.html",
        error={
            "status": status,
            "title": title_for(status),
            "text": sentence or advice_for(status),
            "request_id": g.get("request_id") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None,
            "next": [*([way] if way else []), *_ways_on()],
        },
        sent_again=_sent_again(status),
    )
    return page, status, later(status)


def later(status: int) -> dict[str, str]:
    """The header that says when to try again, where that may help."""
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _what_changed(error: Refused) -> tuple[str, str] | None:
    """Where a text that changed meanwhile is compared with the one that the person saw."""
    if not isinstance(error, StaleRevision) or g.get("document") is None:
        return None
    seen, current = error.details.get("seen"), error.details.get("current")
    url = comparison_url(seen, current) if isinstance(seen, int) and isinstance(current, int) else None
    return (_("Compare"), url) if url else None


def _ways_on() -> list[tuple[str, str]]:
    ways = [(_("Start page"), url_for("dashboard.index")), (_("Register"), url_for("register.index"))]
    # By the address: the row may have to be read anew, and the database be what has failed.
    document_id = (request.view_args or {}).get("document_id")
    if g.get("document") is not None:
        ways.insert(0, (_("The document"), url_for("documents.show", document_id=document_id)))
    return ways


def _sent_again(status: int) -> list[tuple[str, str]]:
    """What was typed, so that it can be sent again: never for a form that came from another site."""
    if request.method != "POST" or not sent_from_here() or status in (405, 413):
        return []
    try:
        fields = request.form.items(multi=True)
    except HTTPException:  # the form could not be read: it broke off, or its pieces are no pieces
        return []
    sent = [(name, value) for name, value in fields if name not in _NEVER_SENT_AGAIN]
    # A single button holds nothing that was typed: what it saw is to be looked at anew.
    return sent if any(name != "seen" for name, _value in sent) else []
