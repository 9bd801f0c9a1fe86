"""events."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("events", __name__)


@blueprint.get("/events")
@requires(Permission.PUBLIC)
def index() -> str:
    """events."""
    return "events"
