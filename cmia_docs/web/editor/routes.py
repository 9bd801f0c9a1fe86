"""The editor: what drafters write in. Everything works as one plain form; script only saves automatically."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from cmia_docs.actions.editor import editing, replace_text
from cmia_docs.errors import Invalid, NotFound, StaleRevision
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import UnitNotFound
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action
from cmia_docs.text.format.file_format import write
from cmia_docs.web.editor.autosave import autosaved_answer
from cmia_docs.web.editor.conflict import go_on, stale_page
from cmia_docs.web.editor.form import posted, posted_seen
from cmia_docs.web.editor.import_file import import_answer
from cmia_docs.web.editor.pages import (
    address,
    closed_page,
    discard_page,
    edit_page,
    is_open,
    own_editor_state,
    page_head,
    tools_fragment,
)
from cmia_docs.web.editor.responses import respond
from cmia_docs.web.http.error_pages import status_of
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import work
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("editor", __name__, url_prefix="/documents/<int:document_id>/edit")


@blueprint.route("", methods=["GET", "POST"])
@requires(Action.SAVE)
def edit(document_id: int) -> PageResponse:
    """The text unit by unit; each button sends the whole form, and all that was typed is stored first."""
    if request.method == "POST":
        return respond(posted())
    return (edit_page(own_editor_state()), 200) if is_open() else (closed_page(own_editor_state()), 409)


@blueprint.post("/autosave")
@requires(Action.SAVE)
def autosave(document_id: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Store what was typed, for script: JSON with the new version, or what is wrong."""
    return autosaved_answer(posted())


@blueprint.get("/tools")
@requires(Action.SAVE)
def tools(document_id: int) -> str:
    """The tools of one unit, for script; without it the page is drawn with them."""
    unit_id = request.args.get("unit", "")
    fragment = tools_fragment(own_editor_state(), unit_id)
    if fragment is None:
        raise NotFound(UnitNotFound(unit_id))
    return fragment


@blueprint.route("/discard", methods=["GET", "POST"])
@requires(Action.SAVE)
def discard(document_id: int) -> str | BaseResponse:
    """Ask, and then discard the working copy."""
    editor = own_editor_state()
    if editor.copy is None:
        return redirect(address())
    if request.method == "GET":
        return discard_page(editor)
    with work() as w:
        editing.discard(w, document_id, seen=posted_seen())
    flash(_("The working copy is discarded."), "success")
    return redirect(address())


@blueprint.route("/newer", methods=["GET", "POST"])
@requires(Action.SAVE)
def newer(document_id: int) -> PageResponse:
    """Others have saved a revision since: compare, then continue with the merged text or with one's own."""
    editor = own_editor_state()
    if editor.copy is None or editor.base.id == document().current_id:
        return redirect(address())
    return go_on(editor) if request.method == "POST" else (stale_page(), 200)


@blueprint.post("/restore/<int:number>")
@requires(Action.SAVE)
def restore(document_id: int, number: int) -> PageResponse:
    """Take an older revision's text into the editor; a working copy is replaced only if confirmed."""
    replacing_copy = posted_seen() if "version" in request.form else None
    try:
        with work() as w:
            replace_text.restore(w, document_id, number=number, replacing=replacing_copy)
    except (Invalid, StaleRevision) as error:
        editor = own_editor_state()
        page = render_template(
            "web/editor/restore.html", **page_head(editor), number=number, reason=sentence_for(error)
        )
        return page, status_of(error)
    flash(
        _("The text of revision %(number)s is in the editor. Save it to make it current.", number=number),
        "success",
    )
    return redirect(address())


@blueprint.route("/import", methods=["GET", "POST"])
@requires(Action.SAVE)
def import_file(document_id: int) -> PageResponse:
    """Take a plain text or Markdown file as the text of one language."""
    return import_answer()


@blueprint.get("/working-copy")
@requires(Permission.SEE)
def working_copy(document_id: int) -> str:
    """One's own working copy, to be read: also by those who may not write the document any more."""
    editor = own_editor_state()
    if editor.copy is None:
        raise NotFound(Reason.WORKING_COPY_UNKNOWN)
    return closed_page(editor)


@blueprint.get("/working-copy/<language>.md")
@requires(Permission.SEE)
def working_copy_file(document_id: int, language: str) -> Response:
    """One language of one's own working copy, as a file."""
    editor = own_editor_state()
    if editor.copy is None or language not in editor.texts:
        raise NotFound(Reason.WORKING_COPY_UNKNOWN)
    response = Response(write(editor.texts[language]), content_type="text/markdown; charset=utf-8")
    name = f"{document().slug}-working-copy-{language}.md"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
