"""Sessions as pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import CouncilSession
from cmia_docs.queries.sessions.sessions import Item
from cmia_docs.rules.workflow import PUBLISHED, Stage
from cmia_docs.web.document.layout import state_of_council, title_in, type_name
from cmia_docs.web.shared.dates import days_words

View = dict[str, Any]


def session_view(row: CouncilSession, documents: int | None = None) -> View:
    """A session: name, title, days, place, chairing state, url, and how many documents are on its agenda."""
    place, language = title_in(row.cities)
    return {
        "id": row.id,
        "name": session_name(row),
        "title": row.title,
        "begins_on": row.begins_on,
        "ends_on": row.ends_on,
        "place": place,
        "place_language": language,
        "chair": state_of_council(row.chair_state),
        "url": url_for("sessions.show", session_id=row.id),
        "documents": documents,
    }


def session_name(row: CouncilSession) -> str:
    """How a session is spoken of: place and day."""
    return f"{title_in(row.cities)[0]}, {days_words(row.begins_on, row.ends_on)}"


def item_view(item: Item) -> View:
    """A document on the agenda, and what became of it."""
    title, language = title_in(item.said["titles"])
    return {
        "title": title,
        "language": language,
        "type": type_name(item.said["act_type"]),
        "url": url_for("documents.show", document_id=item.document.id),
        "stage": item.document.stage,
        "outcome": _outcome(item),
        "number": item.act.number if item.act else item.proposal.number if item.proposal else None,
        "register_url": url_for("register.show", slug=item.document.slug) if item.act else None,
        "proposed_by": item.proposal.proposer_name if item.proposal else None,
        "proposed_at": item.proposal.at if item.proposal else None,
        "confirm_url": url_for("adoption.confirm", document_id=item.document.id) if item.proposal else None,
    }


def _outcome(item: Item) -> str:
    stage = Stage(item.document.stage)
    if stage in PUBLISHED:
        return str(_("Adopted"))
    if stage is Stage.WITHDRAWN:
        return str(_("Withdrawn"))
    if stage is not Stage.TABLED:
        return str(_("Returned"))
    return str(_("Proposed for adoption") if item.proposal else _("On the agenda"))


def is_over(row: CouncilSession, today: date) -> bool:
    """Whether the session's last day has passed."""
    return row.ends_on < today
