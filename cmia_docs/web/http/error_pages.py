"""From an error to its page: the one place that gives each its status, its sentence and what to do next."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
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
from cmia_docs.reasons import Reason
from cmia_docs.stores.disk import reason_of
from cmia_docs.web.http.error_advice import advice_for, title_for
from cmia_docs.web.http.request_limits import discard_the_rest
from cmia_docs.web.shared.change_link import comparison_url
from cmia_docs.web.shared.page_parts import Link
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

ErrorResponse = tuple[str, int, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """For web/http/error.html.

    `next`: where to go on; `sent_again`: names and values of a form that can be sent once more; `request_id`
    is only for errors that are ours.
    """

    status: int
    title: str
    text: str
    request_id: str | None
    next: Sequence[Link]
    sent_again: Sequence[tuple[str, str]]


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


def refused_page(error: Refused) -> ErrorResponse:
    """The page of a refusal. A 404 says the same whether the thing is missing or may not be known of.

    The exception is a link of invitation: all those that are not valid get the same answer anyway.
    """
    status = status_of(error)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("request %s: %s", g.get("request_id", ""), error.code)
    silent = status == HTTPStatus.NOT_FOUND and error.reason is not Reason.INVITATION_UNKNOWN
    sentence = "" if silent else sentence_for(error)
    return _page(status, sentence, _comparison_link(error))


def _csrf_page(_error: CSRFError) -> ErrorResponse:
    return _page(400, sentence_for(Invalid(Reason.FORM_EXPIRED)))


def _http_page(error: HTTPException) -> ErrorResponse:
    status = error.code or 500
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        discard_the_rest()
    page, code, headers = _page(status, "")
    allowed = getattr(error, "valid_methods", None)
    return page, code, headers | ({"Allow": ", ".join(allowed)} if allowed else {})


def _database_page(error: DBAPIError) -> ErrorResponse:
    refusal = of_database(error)
    if refusal.reason is Reason.DATABASE_UNAVAILABLE and not isinstance(
        error, OperationalError | InterfaceError
    ):
        return _unexpected_page(error)  # a bug of ours, not a fault of the database
    log.error("request %s: database: %s", g.get("request_id", ""), type(error.orig).__name__)
    return refused_page(refusal)


def _no_connection_page(_error: TimeoutError) -> ErrorResponse:
    return refused_page(Unavailable(Reason.DATABASE_BUSY))


def _disk_page(error: OSError) -> ErrorResponse:
    reason = reason_of(error)
    return refused_page(Unavailable(reason)) if reason else _unexpected_page(error)


def _unexpected_page(error: Exception) -> ErrorResponse:
    log.error("request %s failed", g.get("request_id", ""), exc_info=error)
    return _page(500, "")


def _page(status: int, sentence: str, first_link: Link | None = None) -> ErrorResponse:
    text = sentence or advice_for(status)
    if request.accept_mimetypes.best == "application/json":
        return json.dumps({"message": text}), status, later(status) | {"Content-Type": "application/json"}
    page = ErrorPage(
        status=status,
        title=title_for(status),
        text=text,
        request_id=g.get("request_id") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None,
        next=[*([first_link] if first_link else []), *_links()],
        sent_again=_sent_again(status),
    )
    return render_template("web/http/error.html", page=page), status, later(status)


def later(status: int) -> dict[str, str]:
    """The header that says when to try again, where that may help."""
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _comparison_link(error: Refused) -> Link | None:
    """Where a text that has changed is compared with the one that the person saw."""
    if not isinstance(error, StaleRevision) or g.get("document") is None:
        return None
    if error.seen is None or error.current is None:
        return None
    url = comparison_url(error.seen, error.current)
    return Link(_("Compare"), url) if url else None


def _links() -> list[Link]:
    links = [
        Link(_("Start page"), url_for("dashboard.index")),
        Link(_("Register"), url_for("register.index")),
    ]
    # By the address: to read the row again takes the database, which may be what has failed.
    document_id = (request.view_args or {}).get("document_id")
    if g.get("document") is not None:
        links.insert(0, Link(_("The document"), url_for("documents.show", document_id=document_id)))
    return links


def _sent_again(status: int) -> list[tuple[str, str]]:
    """What was typed, so that it can be sent again; nothing for a form that came from another site."""
    if request.method != "POST" or not sent_from_here() or status in (405, 413):
        return []
    try:
        fields = request.form.items(multi=True)
    except HTTPException:  # the form could not be read: it is incomplete or malformed
        return []
    sent = [(name, value) for name, value in fields if name not in _NEVER_SENT_AGAIN]
    # The form of a single button holds nothing that was typed; the person has to look at the page again.
    return sent if any(name != "seen" for name, _value in sent) else []
