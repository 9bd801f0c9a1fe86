"""The tab of a document's history."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires
from cmia_docs.web.document_page import document_page

blueprint = Blueprint("history", __name__)


@blueprint.get("/documents/<int:document_id>/history")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """history"""
    return document_page(
        "web/documents/history.html", "history", revisions=[], events=[], compare_url="", files=[]
    )
