"""The answer to script that saves what is typed every few seconds."""

from __future__ import annotations

from typing import Any

from flask import render_template

from cmia_docs.actions.editor import editing
from cmia_docs.errors import Refused
from cmia_docs.reasons.documents import UnitLineBreak
from cmia_docs.web.editor.form import Posted, field_id
from cmia_docs.web.editor.pages import autosaved, own_editor_state
from cmia_docs.web.http.error_pages import later, status_of
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import work
from cmia_docs.web.shared.refusal_messages import sentence_for

Json = dict[str, Any]


def autosaved_answer(posted: Posted) -> tuple[Json, int, dict[str, str]]:
    """200 with `base`, `version`, `saved_at`, `message`; 422 with the `refused` fields too, others stored.

    409 if the person has continued in another window, 413 if the text is too large, 503 if a store
    cannot be used: nothing was stored then.
    """
    try:
        with work() as w:
            outcome = editing.keep(w, document().id, seen=posted.seen, fields=posted.by_language())
    except Refused as error:
        return {"message": sentence_for(error)}, status_of(error), later(status_of(error))
    editor = own_editor_state()
    refused = [{"field": field_id(*at), "html": _error(at, error)} for at, error in outcome.refused.items()]
    changed_at = editor.copy.changed_at if editor.copy is not None else None
    body: Json = {
        "base": outcome.seen.base,
        "version": outcome.seen.version,
        "saved_at": changed_at.isoformat() if changed_at else None,
        "message": autosaved(editor),
        "newer": editor.base.id != document().current_id,
        "refused": refused,
    }
    return body, 422 if refused else 200, {}


def _error(at: tuple[str, str], error: Refused) -> str:
    """The sentence as it is shown at the field, made by the page's own macro."""
    return render_template(
        "web/editor/refused.html",
        field=field_id(*at),
        unit=at[1],
        text=sentence_for(error),
        divisible=error.kind is UnitLineBreak,
    )
