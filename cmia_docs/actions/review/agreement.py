"""Agreement on one exact text; reopening and withdrawal with a reason."""

from __future__ import annotations

from cmia_docs.actions.document.transition import (
    ActionInput,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.follow_up.notices import drafters_of, notify
from cmia_docs.actions.projections import applies, nothing_more
from cmia_docs.actions.work import Work
from cmia_docs.models import Event
from cmia_docs.rules import fields
from cmia_docs.rules.review_payloads import Accepted, Agreed, Reopened, Withdrawn

applies(Agreed, Accepted, Reopened, Withdrawn)(nothing_more)


def agree(work: Work, document_id: int, *, seen: int) -> Event:
    """Declare the text agreed: as circulated, every remark answered, no objection and no reply missing."""
    return _settle(work, document_id, Agreed, seen)


def accept(work: Work, document_id: int, *, seen: int) -> Event:
    """Declare a text agreed after its check, where its type is not circulated."""
    return _settle(work, document_id, Accepted, seen)


def reopen(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Go back to consolidation: from `agreed` on request, from `tabled` when a session returns it."""
    return _with_reason(work, document_id, Reopened, seen, reason, "reopened")


def withdraw(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Withdraw the document for good; the reason and everything made so far stay stored."""
    return _with_reason(work, document_id, Withdrawn, seen, reason, "withdrawn")


def _settle(work: Work, document_id: int, payload: type[Agreed] | type[Accepted], seen: int) -> Event:
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    revision = current_revision(work.db, document)
    return perform(work, document, payload(commit=revision.commit, text_sum=revision.text_sum))


def _with_reason(
    work: Work,
    document_id: int,
    payload: type[Reopened] | type[Withdrawn],
    seen: int,
    reason: str,
    template: str,
) -> Event:
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, payload(reason=reason), ActionInput(reason=reason))
    notify(work, event, drafters_of(work.db, document), template, document=str(document.id))
    return event
