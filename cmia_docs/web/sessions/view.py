"""Sessions as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import CouncilSession
from cmia_docs.queries.sessions.sessions import Item, agenda, all_sessions
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import PUBLISHED, Stage
from cmia_docs.web.document.layout import state_of_council, title_in, type_name
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.context import actor, reads, today
from cmia_docs.web.shared.dates import days_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A session; `documents` is how many of its agenda the person may know of, where they were counted."""

    name: str
    title: str
    begins_on: date
    ends_on: date
    city: str
    city_language: str
    chair_state: str
    url: str
    documents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """A document on an agenda, and what became of it.

    `number` is that of the act, or the one proposed; `register_url` is None before the adoption.
    `proposed_by` and `proposed_at` are set while an adoption proposal waits for the chair.
    """

    title: str
    language: str
    type: str
    url: str
    stage: str
    outcome: str
    number: str | None
    register_url: str | None
    proposed_by: str | None
    proposed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    """For web/sessions/index.html. `new_url` is None unless the person may plan a session."""

    coming: Sequence[SessionView]
    past: Sequence[SessionView]
    new_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """For web/sessions/show.html."""

    session: SessionView
    agenda: Sequence[AgendaRow]


def sessions_page() -> SessionsPage:
    """Sessions to come, the next first, and those that are over, the last first."""
    sessions = all_sessions(reads(), actor())
    return SessionsPage(
        coming=[session_view(row, count) for row, count in reversed(sessions) if not _is_over(row)],
        past=[session_view(row, count) for row, count in sessions if _is_over(row)],
        new_url=url_for("sessions.plan") if can(Permission.PLAN_SESSIONS) else None,
    )


def session_page(row: CouncilSession) -> SessionPage:
    """One session with the documents on its agenda that the person may know of."""
    items = agenda(reads(), actor(), row.id)
    return SessionPage(session=session_view(row), agenda=[_agenda_row(item) for item in items])


def session_view(row: CouncilSession, documents: int | None = None) -> SessionView:
    """A session in the page's language."""
    city, language = title_in(row.cities)
    return SessionView(
        name=session_name(row),
        title=row.title,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        city=city,
        city_language=language,
        chair_state=state_of_council(row.chair_state),
        url=url_for("sessions.show", session_id=row.id),
        documents=documents,
    )


def session_name(row: CouncilSession) -> str:
    """What a session is called: city and days."""
    return f"{title_in(row.cities)[0]}, {days_words(row.begins_on, row.ends_on)}"


def _agenda_row(item: Item) -> AgendaRow:
    title, language = title_in(item.description.titles)
    return AgendaRow(
        title=title,
        language=language,
        type=type_name(item.description.act_type),
        url=url_for("documents.show", document_id=item.document.id),
        stage=item.document.stage,
        outcome=_outcome(item),
        number=item.act.number
        if item.act
        else item.adoption_proposal.number
        if item.adoption_proposal
        else None,
        register_url=url_for("register.show", slug=item.document.slug) if item.act else None,
        proposed_by=item.adoption_proposal.proposer_name if item.adoption_proposal else None,
        proposed_at=item.adoption_proposal.at if item.adoption_proposal else None,
    )


def _outcome(item: Item) -> str:
    stage = Stage(item.document.stage)
    if stage in PUBLISHED:
        return str(_("Adopted"))
    if stage is Stage.WITHDRAWN:
        return str(_("Withdrawn"))
    if stage is not Stage.TABLED:
        return str(_("Returned"))
    return str(_("Proposed for adoption") if item.adoption_proposal else _("On the agenda"))


def _is_over(row: CouncilSession) -> bool:
    return row.ends_on < today()
