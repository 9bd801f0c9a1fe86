"""What the dashboard shows to a person: what waits for them, their drafts, due dates, where to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext

from cmia_docs.queries.dashboard.dashboard import MOST, drafts_of, due_soon, waiting_for
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.dashboard.rows import DashboardRow, draft_row, due_row, waiting_row
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.context import actor, council, reads, today
from cmia_docs.web.shared.page_parts import Link

_WORK_ON_TEXTS = frozenset({Role.DRAFTER, Role.EXPERT, Role.REVIEWER, Role.SECRETARIAT, Role.CHAIR})
# Where people begin for whom no document ever waits.
_STARTING_POINTS = (
    ("people.index", lazy_gettext("People"), Permission.MANAGE_PEOPLE),
    ("council.settings", lazy_gettext("Settings"), Permission.CONFIGURE),
    ("events.index", lazy_gettext("Event log"), Permission.READ_EVENTS),
    ("register.index", lazy_gettext("Register"), Permission.PUBLIC),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """For web/dashboard/index.html.

    `drafts` is None for who writes nothing; `starting_points` are for who takes no part in the work on texts;
    `more`: more waits than is shown; `new_url` is None unless the person may begin a document.
    """

    waiting: Sequence[DashboardRow]
    drafts: Sequence[DashboardRow] | None
    due_soon: Sequence[DashboardRow]
    starting_points: Sequence[Link]
    more: bool
    documents_url: str
    new_url: str | None


def dashboard_page() -> DashboardPage:
    """The dashboard of the request's person."""
    waiting = waiting_for(reads(), actor(), today(), council())
    return DashboardPage(
        waiting=[waiting_row(each) for each in waiting],
        drafts=_drafts(frozenset(each.document.id for each in waiting)),
        due_soon=[due_row(each) for each in due_soon(reads(), actor(), today())],
        starting_points=_starting_points(),
        more=len(waiting) == MOST,
        documents_url=url_for("documents.index"),
        new_url=url_for("new_document.new") if can(Permission.CREATE) else None,
    )


def _drafts(waiting: frozenset[int]) -> list[DashboardRow] | None:
    """What the person works on, without the documents that wait for them."""
    writes = actor().has(Role.DRAFTER)
    if not writes and not actor().has(Role.EXPERT):
        return None
    drafts = drafts_of(reads(), actor())
    return [draft_row(each, writes=writes) for each in drafts if each.document.id not in waiting]


def _starting_points() -> list[Link]:
    if any(actor().has(role) for role in _WORK_ON_TEXTS):
        return []
    return [Link(str(label), url_for(endpoint)) for endpoint, label, need in _STARTING_POINTS if can(need)]
