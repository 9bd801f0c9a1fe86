"""Comparison of any two revisions that the person sees, in one language."""

from __future__ import annotations

from flask import Blueprint, render_template

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.compare.page import comparison_page
from cmia_docs.web.compare.query import comparison_query
from cmia_docs.web.document.layout import document_head
from cmia_docs.web.shared.access import requires

blueprint = Blueprint("compare", __name__)


@blueprint.get("/documents/<int:document_id>/compare")
@requires(Permission.SEE)
def show(document_id: int) -> str:
    """The comparison that the address asks for; without parameters, of the last change."""
    query = comparison_query()
    head = document_head(query.new)
    return render_template("web/compare/show.html", page=comparison_page(query), document=head)
