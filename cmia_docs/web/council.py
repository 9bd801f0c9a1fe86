"""council."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("council", __name__)


@blueprint.get("/council")
@requires(Permission.PUBLIC)
def settings() -> str:
    """council."""
    return "council"
