"""The tab of a document's remarks."""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires
from cmia_docs.web.document_page import document_page, require_review

blueprint = Blueprint("remarks", __name__)


@blueprint.get("/documents/<int:document_id>/remarks")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The remarks on the text."""
    require_review()
    return document_page(
        "web/documents/remarks.html",
        "remarks",
        remarks=[],
        views=[],
        answer_url=lambda _: None,
        dispositions=[],
    )
