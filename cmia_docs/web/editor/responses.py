"""How the editor answers a form: what was typed is stored first, then the pressed button does its work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cmia_docs.actions.editor import editing
from cmia_docs.errors import Damaged, Invalid, Refused, StaleRevision, TooLarge, Unavailable
from cmia_docs.models import Revision
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import UnitLineBreak
from cmia_docs.web.editor.conflict import stale_page
from cmia_docs.web.editor.form import Field, Posted, digest
from cmia_docs.web.editor.pages import address, closed_page, edit_page, first_field, is_open, own_editor_state
from cmia_docs.web.editor.rows import Typed
from cmia_docs.web.editor.structure import STRUCTURE, StructureEdit
from cmia_docs.web.http.error_pages import later, status_of
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import work
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.responses import PageResponse

# The tools of a unit stay open after these, and the focus stays on their button.
_STAY = frozenset({"up", "down", "promote", "demote"})


def respond(posted: Posted) -> PageResponse:
    """Store what was typed, then do what the button says. Whatever is refused, nothing typed is lost."""
    if posted.op == "save" and (saved := _save_at_once(posted)):
        return saved
    try:
        with work() as w:
            fields = posted.by_language(without=posted.unit if posted.op == "divide" else "")
            outcome = editing.keep(w, document().id, seen=posted.seen, fields=fields)
    except StaleRevision:
        return other_window(posted)
    except TooLarge as error:
        return _too_large(posted, error)
    except (Unavailable, Damaged) as error:
        return _not_now(posted, error)
    posted = replace(posted, seen=outcome.seen)
    if not is_open():
        return closed_page(own_editor_state(), _named({at: posted.fields[at] for at in outcome.refused})), 409
    if outcome.refused:
        return edit_page(own_editor_state(), typed_of(posted, outcome.refused), message=posted.message), 422
    if posted.op == "save":
        return _save(posted)
    return _restructure(posted) if posted.op in STRUCTURE else redirect(_way_on(posted))


def other_window(posted: Posted) -> PageResponse:
    """The person has continued elsewhere: the words of both windows side by side, nothing stored yet (409).

    Fields left alone here show what the other window has; changed ones keep the words typed here.
    """
    editor = own_editor_state()
    stored = {
        (language, unit.id): unit.text for language, text in editor.texts.items() for unit in text.units
    }
    words: dict[Field, str] = {}
    elsewhere: dict[Field, str] = {}
    for at, content in posted.fields.items():
        if not posted.touched(at) or digest(content) == digest(stored.get(at, "")):
            continue
        words[at] = content
        if at in stored and digest(stored[at]) != posted.shown.get(at):
            elsewhere[at] = stored[at]
    if not is_open():
        return closed_page(editor, _named(words)), 409
    reason = sentence_for(StaleRevision(Reason.WORKING_COPY_OTHER_WINDOW))
    return edit_page(
        editor, Typed(words=words, elsewhere=elsewhere), reason=reason, message=posted.message
    ), 409


def typed_of(posted: Posted, refused: Mapping[Field, Refused]) -> Typed:
    """The refused fields as the page shows them again: what was typed, and why it was not stored."""
    return Typed(
        words={at: posted.fields[at] for at in refused if at in posted.fields},
        errors={at: sentence_for(error) for at, error in refused.items()},
        divisible=frozenset(at for at, error in refused.items() if error.kind is UnitLineBreak),
    )


def _save_at_once(posted: Posted) -> PageResponse | None:
    """The common case in one transaction; None where there is something to say; everything was stored."""
    try:
        with work() as w:
            revision = editing.save_typed(
                w, document().id, seen=posted.seen, fields=posted.by_language(), message=posted.message
            )
    except (Unavailable, Damaged) as error:
        return _not_now(posted, error)
    except Refused:
        return None
    return _saved(revision) if revision else None


def _not_now(posted: Posted, error: Refused) -> PageResponse:
    """A store cannot be used: all that was typed comes back, to be sent again when it can."""
    words = {at: content for at, content in posted.fields.items() if posted.touched(at)}
    page = edit_page(
        own_editor_state(), Typed(words=words), reason=sentence_for(error), message=posted.message
    )
    return Response(page, status_of(error), later(status_of(error)), mimetype="text/html")


def _save(posted: Posted) -> PageResponse:
    try:
        with work() as w:
            revision = editing.save_working_copy(w, document().id, seen=posted.seen, message=posted.message)
    except Invalid as error:
        sentence = sentence_for(error)
        if error.field == "message":
            return edit_page(own_editor_state(), message=posted.message, message_error=sentence), 422
        return edit_page(own_editor_state(), reason=sentence, message=posted.message), 422
    except StaleRevision as error:
        if error.reason is Reason.WORKING_COPY_OTHER_WINDOW:
            return other_window(posted)
        return stale_page(message=posted.message), 409
    except (Unavailable, Damaged) as error:
        return _not_now(posted, error)
    return _saved(revision)


def _saved(revision: Revision) -> PageResponse:
    flash(_("Revision %(number)s is saved.", number=revision.number), "success")
    return redirect(url_for("documents.show", document_id=revision.document_id))


def _restructure(posted: Posted) -> PageResponse:
    structure_edit = StructureEdit(posted)
    try:
        with work() as w:
            editing.restructure(w, document().id, seen=posted.seen, edit=structure_edit.edit)
    except (Invalid, TooLarge) as error:
        return _refused(posted, error), status_of(error)
    except StaleRevision:
        return other_window(posted)
    tools = structure_edit.focus if structure_edit.tools else ""
    anchor = f"{posted.op}-{structure_edit.focus}" if posted.op in _STAY else ""
    return redirect(
        address(anchor or first_field(own_editor_state().texts, structure_edit.focus), tools=tools)
    )


def _refused(posted: Posted, error: Refused) -> str:
    """The page after a structure edit that cannot be done: its reason is shown at the unit."""
    editor = own_editor_state()
    unit_id = posted.unit.rpartition(":")[2]
    here = [at for at in posted.fields if at[1] == unit_id]
    returned = here if posted.op == "divide" else []
    typed = Typed(
        words={at: posted.fields[at] for at in returned},
        errors={at: sentence_for(error) for at in here[:1]},
        divisible=frozenset(returned),
    )
    return edit_page(editor, typed, reason="" if here else sentence_for(error), message=posted.message)


def _too_large(posted: Posted, error: TooLarge) -> PageResponse:
    """Nothing was stored: all that was typed comes back, with the reason at the longest field."""
    editor = own_editor_state()
    words = posted.fields
    longest = max(words, key=lambda at: len(words[at]), default=None)
    errors = {} if longest is None else {longest: sentence_for(error)}
    reason = "" if errors else sentence_for(error)
    return edit_page(editor, Typed(words=words, errors=errors), reason=reason, message=posted.message), 413


def _named(words: Mapping[Field, str]) -> dict[str, str]:
    """Words by the name of their field, for a page that has no fields."""
    return {f"{unit_id} ({language_name(language)})": text for (language, unit_id), text in words.items()}


def _way_on(posted: Posted) -> str:
    """The targets of the buttons that change nothing in the text. An unknown button stays on the page."""
    here: dict[str, Any] = {"document_id": document().id}
    match posted.op:
        case "show":
            return url_for("editor.edit", **here, languages=posted.unit)
        case "tools":
            return address(f"tools-{posted.unit}", tools=posted.unit)
        case "move":
            return address(f"place-{posted.unit}", moving=posted.unit)
        case "leave":
            return url_for("documents.show", **here)
        case "discard" | "import_file" | "newer":
            return url_for(f"editor.{posted.op}", **here)
        case _:
            return address(posted.unit)
