"""The event log: all of it for an auditor; for an administrator what is about accounts and settings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from cmia_docs.queries.events import LogFilter, LogRow, kinds_in_log, log_page
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.access import requires
from cmia_docs.web.context import actor, reads
from cmia_docs.web.lists import PAGE_SIZE, asked, page_number, pages_of
from cmia_docs.web.names import deed
from cmia_docs.web.pages import in_language

blueprint = Blueprint("events", __name__)


@blueprint.get("/events")
@requires(Permission.READ_EVENTS)
def index() -> str:
    """The log, newest first."""
    with_documents = actor().has(Role.AUDITOR)
    wanted = LogFilter(with_documents, kind=asked("kind", 40), words=asked("q"))
    rows, total = log_page(reads(), wanted, (page_number() - 1) * PAGE_SIZE, PAGE_SIZE)
    kinds = [("", _("all")), *((kind, deed(kind)) for kind in kinds_in_log(reads(), with_documents))]
    return render_template(
        "web/events/list.html",
        events=[_shown(row) for row in rows],
        total=total,
        pages=pages_of(total),
        url=url_for("events.index"),
        query={"name": "q", "label": _("Person"), "value": wanted.words},
        selects=[{"name": "kind", "label": _("Event"), "value": wanted.kind, "options": kinds}],
    )


def _shown(row: LogRow) -> dict[str, Any]:
    return {
        "at": row.event.at,
        "who": row.event.actor_name,
        "what": deed(row.event.kind),
        "document": None if row.titles is None else in_language(row.titles),
        "document_url": None,
        "revision": row.revision,
        "request_id": row.event.request_id[:12],
    }
