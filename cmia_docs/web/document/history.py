"""The tab of a document's history: its revisions, to be opened and compared, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, url_for
from flask_babel import gettext as _

from cmia_docs.models import Event, Revision
from cmia_docs.queries.document.history import history_of
from cmia_docs.rules.payload import common_value
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.web.document.layout import document_page, state_of_council
from cmia_docs.web.shared.access import can, document, requires, visibility
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.labels import action_words
from cmia_docs.web.shared.page_parts import Link, TimelineEntry
from cmia_docs.web.shared.paging import Pages, page_number

blueprint = Blueprint("history", __name__)

# Icon and tone of the actions to be noticed in the timeline; all others have a plain dot.
_ICONS = {
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRevision:
    """A revision in the history; `restore_url` takes its text into the editor."""

    id: int
    number: int
    at: datetime
    who: str
    message: str
    text_sum: str
    url: str
    files_url: str
    restore_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTab:
    """For web/document/history.html: revisions and events, newest first.

    `pages` are those of the events; `can_restore`: the person may take an older text into the editor.
    """

    revisions: Sequence[ListedRevision]
    events: Sequence[TimelineEntry]
    pages: Pages
    compare_url: str
    can_restore: bool
    current_id: int | None


@blueprint.get("/documents/<int:document_id>/history")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The revisions and events that are open to the person, newest first."""
    history = history_of(reads(), document_id, visibility(), page_number())
    numbers = {revision.id: revision.number for revision in history.revisions}
    page = HistoryTab(
        revisions=[_revision(document_id, revision) for revision in history.revisions],
        events=[_event(document_id, event, numbers) for event in history.events],
        pages=Pages(history.page, history.pages),
        compare_url=url_for("compare.show", document_id=document_id),
        can_restore=can(Action.SAVE) and Action.SAVE in actions_in(Stage(document().stage)),
        current_id=document().current_id,
    )
    return document_page("web/document/history.html", "history", page)


def _revision(document_id: int, revision: Revision) -> ListedRevision:
    return ListedRevision(
        id=revision.id,
        number=revision.number,
        at=revision.at,
        who=revision.author_name,
        message=revision.message,
        text_sum=revision.text_sum,
        url=url_for("documents.show", document_id=document_id, revision=revision.number),
        files_url=url_for("downloads.index", document_id=document_id, revision=revision.number),
        restore_url=url_for("editor.restore", document_id=document_id, number=revision.number),
    )


def _event(document_id: int, event: Event, numbers: dict[int, int]) -> TimelineEntry:
    icon, tone = _ICONS.get(Action(event.kind), ("circle", "note"))
    number = numbers.get(event.revision_id or 0)
    return TimelineEntry(
        at=event.at,
        who=actor_label(event),
        what=_what(event),
        icon=icon,
        tone=tone,
        note=common_value(event.data, "reason") or common_value(event.data, "message"),
        link=_revision_link(document_id, number) if number else None,
    )


def _revision_link(document_id: int, number: int) -> Link:
    url = url_for("documents.show", document_id=document_id, revision=number)
    return Link(_("revision %(number)s", number=number), url)


def _what(event: Event) -> str:
    if not event.on_behalf_of:
        return action_words(event.kind)
    return f"{action_words(event.kind)} ({state_of_council(event.on_behalf_of)})"
