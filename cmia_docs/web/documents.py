"""documents."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents")
@requires(Permission.PUBLIC)
def index() -> str:
    """documents."""
    return "documents"
