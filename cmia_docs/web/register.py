"""register."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("register", __name__)


@blueprint.get("/register")
@requires(Permission.PUBLIC)
def index() -> str:
    """register."""
    return "register"
