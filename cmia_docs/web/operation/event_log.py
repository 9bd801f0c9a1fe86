"""The event log: all of it for an auditor; for an administrator what is about accounts and settings."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from cmia_docs.queries.document.event_log import LogFilter, kinds_in_log, log_rows, log_size
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.operation.event_log_view import shown
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import actor, reads
from cmia_docs.web.shared.labels import action_words
from cmia_docs.web.shared.paging import PAGE_SIZE, id_parameter, pages_of, parameter

blueprint = Blueprint("events", __name__)


@blueprint.get("/events")
@requires(Permission.READ_EVENTS)
def index() -> str:
    """The log, newest first."""
    with_documents = actor().has(Role.AUDITOR)
    wanted = LogFilter(
        with_documents, kind=parameter("kind", 40), words=parameter("q"), document_id=id_parameter("document")
    )
    total = log_size(reads(), wanted)
    pages = pages_of(total)
    kinds = [("", _("all")), *((kind, action_words(kind)) for kind in kinds_in_log(reads(), with_documents))]
    return render_template(
        "web/operation/event_log.html",
        events=[shown(row) for row in log_rows(reads(), wanted, pages.offset, PAGE_SIZE)],
        total=total,
        pages=pages,
        url=url_for("events.index"),
        query={"name": "q", "label": _("Person"), "value": wanted.words},
        selects=[{"name": "kind", "label": _("Event"), "value": wanted.kind, "options": kinds}],
        with_documents=with_documents,
        one_document=wanted.document_id is not None,
    )
