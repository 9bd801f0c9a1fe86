"""search."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@requires(Permission.PUBLIC)
def index() -> str:
    """search."""
    return "search"
