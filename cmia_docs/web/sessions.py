"""sessions."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/sessions")
@requires(Permission.PUBLIC)
def index() -> str:
    """sessions."""
    return "sessions"
