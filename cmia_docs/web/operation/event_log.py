"""The event log: all of it for an auditor; for an administrator the events of accounts and settings."""

from __future__ import annotations

from flask import Blueprint, render_template

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.operation.event_log_view import event_log_page
from cmia_docs.web.shared.access import requires

blueprint = Blueprint("events", __name__)


@blueprint.get("/events")
@requires(Permission.READ_EVENTS)
def index() -> str:
    """The log, newest first."""
    return render_template("web/operation/event_log.html", page=event_log_page())
