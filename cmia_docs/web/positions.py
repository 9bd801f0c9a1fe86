"""The tab of a document's positions."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires
from cmia_docs.web.document_page import document_page, require_review

blueprint = Blueprint("positions", __name__)


@blueprint.get("/documents/<int:document_id>/positions")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """How the states stand to the circulated revisions."""
    require_review()
    return document_page(
        "web/documents/positions.html", "positions", rounds=[], rows=[], counts=[], round=None
    )
