"""people."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@requires(Permission.PUBLIC)
def index() -> str:
    """people."""
    return "people"
