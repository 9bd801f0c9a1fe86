"""The tab of a document's history: its revisions, to be opened and compared, and what happened to it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _

from cmia_docs.models import Event, Revision
from cmia_docs.queries.document.history import history_of
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.web.document.layout import document_page, state_of_council
from cmia_docs.web.shared.access import can, document, requires, visibility
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.labels import action_words
from cmia_docs.web.shared.paging import Pages, page_number

blueprint = Blueprint("history", __name__)
View = dict[str, Any]

# Icon and tone of what stands out in the timeline; everything else is a plain dot.
_SIGNS = {
    Action.CREATE: ("file-earmark-text", "note"),
    Action.SAVE: ("pencil", "note"),
    Action.SUBMIT: ("clipboard-check", "wait"),
    Action.RETURN: ("arrow-left", "wait"),
    Action.CIRCULATE: ("send", "accent"),
    Action.GIVE_POSITION: ("check-circle", "note"),
    Action.CLOSE_ROUND: ("table", "wait"),
    Action.AGREE: ("check-circle", "ok"),
    Action.ACCEPT: ("check-circle", "ok"),
    Action.REOPEN: ("arrow-repeat", "wait"),
    Action.TABLE: ("calendar-event", "table"),
    Action.CONFIRM_ADOPTION: ("patch-check", "ok"),
    Action.ENTER_INTO_FORCE: ("bookmark-check", "ok"),
    Action.REPEAL: ("slash-circle", "bad"),
    Action.WITHDRAW: ("x-circle", "bad"),
}


@blueprint.get("/documents/<int:document_id>/history")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The revisions and events that are open to the person, newest first."""
    found = history_of(reads(), document_id, visibility(), page_number())
    numbers = {revision.id: revision.number for revision in found.revisions}
    return document_page(
        "web/document/history.html",
        "history",
        revisions=[_revision(document_id, revision) for revision in found.revisions],
        events=[_event(document_id, event, numbers) for event in found.events],
        compare_url=url_for("compare.show", document_id=document_id),
        can_restore=can(Action.SAVE) and Action.SAVE in actions_in(Stage(document().stage)),
        current_id=document().current_id,
        pages=Pages(found.page, found.pages),
    )


def _revision(document_id: int, revision: Revision) -> View:
    return {
        "id": revision.id,
        "number": revision.number,
        "at": revision.at,
        "who": revision.author_name,
        "message": revision.message,
        "sum": revision.text_sum,
        "url": url_for("documents.show", document_id=document_id, revision=revision.number),
        "restore_url": url_for("editor.restore", document_id=document_id, number=revision.number),
        "files_url": url_for("downloads.index", document_id=document_id, revision=revision.number),
    }


def _event(document_id: int, event: Event, numbers: dict[int, int]) -> View:
    sign, tone = _SIGNS.get(Action(event.kind), ("circle", "note"))
    number = numbers.get(event.revision_id or 0)
    return {
        "at": event.at,
        "who": actor_label(event),
        "what": _what(event),
        "sign": sign,
        "tone": tone,
        "note": event.data.get("reason") or event.data.get("message"),
        "url": url_for("documents.show", document_id=document_id, revision=number) if number else None,
        "link": _("revision %(number)s", number=number) if number else None,
    }


def _what(event: Event) -> str:
    if not event.on_behalf_of:
        return action_words(event.kind)
    return f"{action_words(event.kind)} ({state_of_council(event.on_behalf_of)})"
