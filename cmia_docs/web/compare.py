"""Comparison of two revisions."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("compare", __name__)


@blueprint.get("/documents/<int:document_id>/compare")
@requires(Permission.SEE)
def show(document_id: int) -> str:
    """Compare."""
    return ""
