"""The start page: what waits for a person; for the public, the register's newest acts."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from cmia_docs.queries.dashboard.dashboard import MOST, drafts_of, due_soon, waiting_for
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.dashboard.view import draft_row, due_row, waiting_row
from cmia_docs.web.shared.access import can, requires
from cmia_docs.web.shared.context import actor, council, reads, today

blueprint = Blueprint("dashboard", __name__)
_AT_WORK = frozenset({Role.DRAFTER, Role.EXPERT, Role.REVIEWER, Role.SECRETARIAT, Role.CHAIR})
# Where those begin on whom no document ever waits.
_DESKS = (
    ("people.index", lazy_gettext("People"), Permission.MANAGE_PEOPLE),
    ("council.settings", lazy_gettext("Settings"), Permission.CONFIGURE),
    ("events.index", lazy_gettext("Event log"), Permission.READ_EVENTS),
    ("register.index", lazy_gettext("Register"), Permission.PUBLIC),
)


@blueprint.get("/")
@requires(Permission.PUBLIC)
def index() -> str | Response:
    """The dashboard of who is signed in; everyone else starts at the register."""
    if actor().id is None:
        return redirect(url_for("register.index"))
    waiting = waiting_for(reads(), actor(), today(), council())
    taken = {each.document.id for each in waiting}
    works = actor().has(Role.DRAFTER) or actor().has(Role.EXPERT)
    writes = actor().has(Role.DRAFTER)
    apart = not any(actor().has(role) for role in _AT_WORK)
    drafts = [each for each in drafts_of(reads(), actor()) if each.document.id not in taken]
    return render_template(
        "web/dashboard/index.html",
        waiting=[waiting_row(each) for each in waiting],
        drafts=[draft_row(each, writes=writes) for each in drafts] if works else None,
        due_soon=[due_row(each) for each in due_soon(reads(), actor(), today())],
        documents_url=url_for("documents.index"),
        begin=[(url_for(endpoint), label) for endpoint, label, may in _DESKS if can(may)] if apart else [],
        more=len(waiting) == MOST,
        new_url=url_for("new_document.new") if can(Permission.CREATE) else None,
    )
