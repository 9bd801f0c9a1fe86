"""Documents before and after adoption: the list, and the page of one with its text."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.document.layout import document_page, shown_revision
from cmia_docs.web.document.list_view import list_page
from cmia_docs.web.document.text_tab import text_tab
from cmia_docs.web.shared.access import requires

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents")
@requires(Permission.SIGNED_IN)
def index() -> str:
    """The documents the person may know of, those that changed last first."""
    return render_template("web/document/list.html", page=list_page())


@blueprint.get("/documents/<int:document_id>")
@requires(Permission.SEE)
def show(document_id: int) -> str:
    """The text of `?revision=` (the latest one the person sees) in one or two `?languages=`."""
    revision = shown_revision(request.args.get("revision", type=int))
    return document_page("web/document/show.html", "text", text_tab(revision), revision=revision)
