"""What the event log shows of an event: who did what to whom, and never a text, a reason or a remark."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Event
from cmia_docs.queries.document.event_log import LogRow
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.dates import last_day_words
from cmia_docs.web.shared.labels import action_words, role_name
from cmia_docs.web.shared.page_context import in_language


def shown(row: LogRow) -> dict[str, Any]:
    """One line of the log."""
    event = row.event
    return {
        "at": event.at,
        "who": actor_label(event),
        "what": action_words(event.kind),
        "about": None if row.person is None else row.person.name,
        "about_url": _account_url(row),
        "detail": _detail(event),
        "document": None if row.titles is None else in_language(row.titles),
        "document_url": url_for("events.index", document=event.document_id) if row.titles else None,
        "revision": row.revision,
        "request_id": event.request_id[:12],
    }


def _account_url(row: LogRow) -> str | None:
    if row.person is None or not can(Permission.MANAGE_PEOPLE):
        return None
    return url_for("people.show", person_id=row.person.id)


def _detail(event: Event) -> str:
    """The role and its end, or the state that somebody spoke for."""
    role, until = event.data.get("role"), event.data.get("until")
    state = event.on_behalf_of or event.data.get("for_state") or ""
    words = [role_name(role)] if role in set(Role) else []
    words += [_state_name(state)] if state else []
    if words and until:
        words.append(_("until %(day)s", day=last_day_words(datetime.fromisoformat(until))))
    return ", ".join(words)


def _state_name(code: str) -> str:
    return next((in_language(state.names) for state in council().states if state.code == code), code)
