"""The tab of a document's downloads."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires
from cmia_docs.web.document_page import document_page

blueprint = Blueprint("downloads", __name__)


@blueprint.get("/documents/<int:document_id>/downloads")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """downloads"""
    return document_page(
        "web/documents/downloads.html", "downloads", revisions=[], events=[], compare_url="", files=[]
    )
