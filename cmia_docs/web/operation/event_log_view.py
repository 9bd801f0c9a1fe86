"""The page of the event log: who did what to whom, and never a text, a reason or a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Event
from cmia_docs.queries.document.event_log import LogFilter, LogRow, kinds_in_log, log_rows, log_size
from cmia_docs.rules.payload import common_value
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.context import actor, council, reads
from cmia_docs.web.shared.dates import last_day_words
from cmia_docs.web.shared.labels import action_words, role_name
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_context import in_language
from cmia_docs.web.shared.page_parts import Select, TextFilter
from cmia_docs.web.shared.paging import PAGE_SIZE, Pages, id_parameter, pages_of, parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """A line of the log: `person` is whom it was done to, `detail` a role or a state."""

    at: datetime
    who: str
    what: str
    person: str | None
    person_url: str | None
    detail: str
    document: str | None
    document_url: str | None
    revision: int | None
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLogPage:
    """For web/operation/event_log.html, newest first.

    `of_one_document`: only its events are shown; `with_documents`: the reader sees actions on documents.
    """

    events: Sequence[LoggedEvent]
    total: int
    pages: Pages
    url: str
    selects: Sequence[Select]
    query: TextFilter
    with_documents: bool
    of_one_document: bool


def event_log_page() -> EventLogPage:
    """The log by the filters of the address."""
    with_documents = actor().has(Role.AUDITOR)
    filters = LogFilter(
        with_documents, kind=parameter("kind", 40), words=parameter("q"), document_id=id_parameter("document")
    )
    total = log_size(reads(), filters)
    pages = pages_of(total)
    return EventLogPage(
        events=[_shown(row) for row in log_rows(reads(), filters, pages.offset, PAGE_SIZE)],
        total=total,
        pages=pages,
        url=url_for("events.index"),
        selects=[_kinds(filters)],
        query=TextFilter("q", _("Person"), filters.words),
        with_documents=with_documents,
        of_one_document=filters.document_id is not None,
    )


def _kinds(filters: LogFilter) -> Select:
    kinds = ((kind, action_words(kind)) for kind in kinds_in_log(reads(), filters.documents))
    return select("kind", _("Event"), filters.kind, [("", _("all")), *kinds])


def _shown(row: LogRow) -> LoggedEvent:
    event = row.event
    return LoggedEvent(
        at=event.at,
        who=actor_label(event),
        what=action_words(event.kind),
        person=None if row.person is None else row.person.name,
        person_url=_account_url(row),
        detail=_detail(event),
        document=None if row.titles is None else in_language(row.titles),
        document_url=url_for("events.index", document=event.document_id) if row.titles else None,
        revision=row.revision,
        request_id=event.request_id[:12],
    )


def _account_url(row: LogRow) -> str | None:
    if row.person is None or not can(Permission.MANAGE_PEOPLE):
        return None
    return url_for("people.show", person_id=row.person.id)


def _detail(event: Event) -> str:
    """The role and its end, or the state that somebody spoke for."""
    role, until = common_value(event.data, "role"), common_value(event.data, "until")
    state = event.on_behalf_of or common_value(event.data, "for_state") or ""
    words = [role_name(role)] if role in set(Role) else []
    words += [_state_name(state)] if state else []
    if words and until:
        words.append(_("until %(day)s", day=last_day_words(datetime.fromisoformat(until))))
    return ", ".join(words)


def _state_name(code: str) -> str:
    return next((in_language(state.names) for state in council().states if state.code == code), code)
