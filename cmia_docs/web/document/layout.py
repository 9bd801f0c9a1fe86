"""The head that all tabs of a document share, and which of its revisions the person sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Event, Revision
from cmia_docs.queries.adoption.adoption import entry_of
from cmia_docs.queries.document.document_page import counts_of, moves_of, saved_by
from cmia_docs.queries.document.history import open_moves
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.rules.workflow import PUBLISHED
from cmia_docs.web.document.available_actions import available_actions
from cmia_docs.web.document.progress_view import sent_back, stopped_at, way_of
from cmia_docs.web.shared.access import document, visibility
from cmia_docs.web.shared.context import council, reads
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.text_view import unit_rows

__all__ = [
    "Described",
    "described",
    "document_page",
    "require_review",
    "shown_revision",
    "state_of_council",
    "title_in",
    "type_name",
    "unit_rows",
]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of the document in one revision: not in a later one that the person may not see."""

    act_type: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    authentic: tuple[str, ...]
    initiator: str


def shown_revision(number: int | None = None) -> Revision:
    """The revision this person sees: of this number, else the latest that is open to them.

    That is the latest working one for its makers, the one circulated or tabled last for the states and the
    chair, the adopted one for everybody else; 404 for any other.
    """
    return seen_revision(reads(), document(), visibility(), number)


def require_review() -> None:
    """404 for who sees the adopted text alone: rounds, positions and remarks are not open to them."""
    if not visibility().reviews:
        raise NotFound("document.unknown")


def described(revision: Revision) -> Described:
    """The description of the document as that revision has it."""
    data = saved_by(reads(), revision.id).data
    return Described(
        data["act_type"],
        data["titles"],
        tuple(data["languages"]),
        tuple(data["authentic"]),
        data["initiator"],
    )


def document_page(template: str, active_tab: str, *, revision: Revision | None = None, **more: Any) -> str:
    """A tab of the route's document. `active_tab`: text, history, positions, remarks, downloads.

    `revision` is the one shown, by default `shown_revision()`. All else goes to the template
    beside `document`, `revision`, `actions` and `tab_items` (see document/layout.html).
    """
    shown = revision or shown_revision()
    return render_template(
        template,
        document=_head(shown),
        revision={"id": shown.id, "number": shown.number, "at": shown.at, "sum": shown.text_sum},
        actions=available_actions(),
        tab_items=_tabs(active_tab),
        **more,
    )


def title_in(titles: Mapping[str, str], wanted: str = "") -> tuple[str, str]:
    """The title in the wanted language (by default the page's), else in its first; and that language."""
    language = wanted or current_language()
    if language not in titles:
        language = next(iter(titles))
    return titles[language], language


def type_name(code: str) -> str:
    """The name of an act type in the page's language; its code where the council has dropped it."""
    try:
        return title_in(council().act_type(code).names)[0]
    except Invalid:
        return code


def state_of_council(code: str) -> str:
    """The name of a state in the page's language; its code where the council has dropped it."""
    try:
        return title_in(council().state(code).names)[0]
    except Invalid:
        return code


def _head(revision: Revision) -> View:
    said = described(revision)
    title, language = title_in(said.titles)
    moves: list[Event] = moves_of(reads(), document().id)
    known = open_moves(reads(), document().id, visibility())
    return {
        "id": document().id,
        "title": title,
        "language": language,
        "type": type_name(said.act_type),
        **_registered(),
        "stage": document().stage,
        "steps": way_of(moves, _circulates(said.act_type), known),
        "stopped": stopped_at(moves),
        "sent_back": sent_back(moves, known),
        "url": url_for("documents.show", document_id=document().id),
        "list_url": url_for("documents.index"),
    }


def _registered() -> View:
    """The number of an adopted document, and where the public reads it."""
    act = entry_of(reads(), document().id) if document().stage in PUBLISHED else None
    if act is None:
        return {"symbol": "", "register_url": None}
    return {"symbol": act.number, "register_url": url_for("register.show", slug=document().slug)}


def _circulates(code: str) -> bool:
    return next((kind.circulated for kind in council().act_types if kind.code == code), True)


def _tabs(active: str) -> list[View]:
    counts = counts_of(reads(), document(), visibility())
    tabs: list[tuple[str, str, str, int | None]] = [("text", _("Text"), "documents.show", None)]
    tabs.append(("history", _("History"), "history.index", counts.revisions))
    if visibility().reviews:
        tabs.append(("positions", _("Positions"), "positions.index", counts.positions))
        tabs.append(("remarks", _("Remarks"), "remarks.index", counts.remarks))
    tabs.append(("downloads", _("Downloads"), "downloads.index", None))
    return [
        {
            "label": label,
            "url": url_for(endpoint, document_id=document().id),
            "active": name == active,
            "count": count,
        }
        for name, label, endpoint, count in tabs
    ]
