"""The head of a document's pages, and which of its revisions the person sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask_babel import gettext as _

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Event, Revision
from cmia_docs.queries.adoption.adoption import entry_of
from cmia_docs.queries.document.description import description_in
from cmia_docs.queries.document.document_page import counts_of, moves_of
from cmia_docs.queries.document.history import open_moves
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.reasons import Reason
from cmia_docs.rules.description import Description
from cmia_docs.rules.workflow import PUBLISHED
from cmia_docs.web.document.available_actions import available_actions
from cmia_docs.web.document.progress_view import SentBack, Step, Stopped, sent_back, stopped_at, way_of
from cmia_docs.web.shared.access import document, visibility
from cmia_docs.web.shared.context import council, reads
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.page_parts import ActionButton, NavLink


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """The revision that a page shows or that an action is about."""

    id: int
    number: int
    at: datetime
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """The route's document as the shown revision describes it; `language` is that of its title."""

    id: int
    title: str
    language: str
    type: str
    stage: str
    url: str
    list_url: str
    revision: ShownRevision


@dataclass(frozen=True, slots=True, kw_only=True)
class TabbedDocument(DocumentHead):
    """The head that all tabs of a document share (web/document/layout.html).

    `symbol` is its number in the register, empty before its adoption; `actions` are in order of importance.
    """

    symbol: str
    register_url: str | None
    steps: Sequence[Step]
    stopped: Stopped | None
    sent_back: SentBack | None
    actions: Sequence[ActionButton]
    tabs: Sequence[NavLink]


def shown_revision(number: int | None = None) -> Revision:
    """The revision this person sees: of this number, else the latest that is open to them.

    That is the latest working revision for its makers, the one circulated or tabled last for the states and
    the chair, the adopted one for everybody else; 404 for any other.
    """
    return seen_revision(reads(), document(), visibility(), number)


def require_review() -> None:
    """404 for those who see only the adopted text: rounds, positions and remarks are not open to them."""
    if not visibility().reviews:
        raise NotFound(Reason.DOCUMENT_UNKNOWN)


def described(revision: Revision) -> Description:
    """The description of the document as that revision has it."""
    return description_in(reads(), revision.id)


def document_page(template: str, active_tab: str, page: object, *, revision: Revision | None = None) -> str:
    """A tab of the route's document. `active_tab`: text, history, positions, remarks, downloads.

    `page` is the dataclass of what the tab shows; `revision` is the one shown, by default `shown_revision()`.
    """
    shown = revision or shown_revision()
    return render_template(template, document=tabbed_document(shown, active_tab), page=page)


def title_in(titles: Mapping[str, str], wanted: str = "") -> tuple[str, str]:
    """The title in the wanted language (by default the page's), else in its first one; and that language."""
    language = wanted or current_language()
    if language not in titles:
        language = next(iter(titles))
    return titles[language], language


def type_name(code: str) -> str:
    """The name of an act type in the page's language; its code where the council no longer has it."""
    try:
        return title_in(council().act_type(code).names)[0]
    except Invalid:
        return code


def state_of_council(code: str) -> str:
    """The name of a state in the page's language; its code where the council no longer has it."""
    try:
        return title_in(council().state(code).names)[0]
    except Invalid:
        return code


def document_head(revision: Revision) -> DocumentHead:
    """The route's document as this revision describes it."""
    return _head(revision, described(revision))


def _head(revision: Revision, description: Description) -> DocumentHead:
    title, language = title_in(description.titles)
    return DocumentHead(
        id=document().id,
        title=title,
        language=language,
        type=type_name(description.act_type),
        stage=document().stage,
        url=url_for("documents.show", document_id=document().id),
        list_url=url_for("documents.index"),
        revision=ShownRevision(revision.id, revision.number, revision.at, revision.text_sum),
    )


def tabbed_document(revision: Revision, active_tab: str) -> TabbedDocument:
    """The head of the route's document, with its stages, its tabs and what the person can do."""
    moves: list[Event] = moves_of(reads(), document().id)
    known = open_moves(reads(), document().id, visibility())
    symbol, register_url = _registered()
    description = described(revision)
    head = _head(revision, description)
    return TabbedDocument(
        id=head.id,
        title=head.title,
        language=head.language,
        type=head.type,
        stage=head.stage,
        url=head.url,
        list_url=head.list_url,
        revision=head.revision,
        symbol=symbol,
        register_url=register_url,
        steps=way_of(moves, _circulates(description.act_type), known),
        stopped=stopped_at(moves),
        sent_back=sent_back(moves, known),
        actions=available_actions(),
        tabs=_tabs(active_tab),
    )


def _registered() -> tuple[str, str | None]:
    """The number of an adopted document, and where the public reads it."""
    act = entry_of(reads(), document().id) if document().stage in PUBLISHED else None
    return ("", None) if act is None else (act.number, url_for("register.show", slug=document().slug))


def _circulates(code: str) -> bool:
    return next((kind.circulated for kind in council().act_types if kind.code == code), True)


def _tabs(active: str) -> list[NavLink]:
    counts = counts_of(reads(), document(), visibility())
    tabs: list[tuple[str, str, str, int | None]] = [("text", _("Text"), "documents.show", None)]
    tabs.append(("history", _("History"), "history.index", counts.revisions))
    if visibility().reviews:
        tabs.append(("positions", _("Positions"), "positions.index", counts.positions))
        tabs.append(("remarks", _("Remarks"), "remarks.index", counts.remarks))
    tabs.append(("downloads", _("Downloads"), "downloads.index", None))
    return [
        NavLink(label, url_for(endpoint, document_id=document().id), name == active, count)
        for name, label, endpoint, count in tabs
    ]
