"""The secretariat's check: a draft is submitted, and returned with a reason where it is not ready."""

from __future__ import annotations

from cmia_docs.actions.document.transition import ActionInput, check_seen, load_for_update, perform
from cmia_docs.actions.follow_up.notices import drafters_of, holders_of, notify
from cmia_docs.actions.projections import applies, nothing_more
from cmia_docs.actions.work import Work
from cmia_docs.models import Event
from cmia_docs.rules import fields
from cmia_docs.rules.review_payloads import Returned, Submitted
from cmia_docs.rules.workflow import Role

applies(Submitted, Returned)(nothing_more)


def submit(work: Work, document_id: int, *, seen: int) -> Event:
    """Submit the current revision to the secretariat for its check."""
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, Submitted())
    notify(work, event, holders_of(work, Role.SECRETARIAT), "submitted", document=str(document.id))
    return event


def return_to_draft(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Return the draft to its drafters, with what has to be changed."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, Returned(reason=reason), ActionInput(reason=reason))
    notify(work, event, drafters_of(work.db, document), "returned", document=str(document.id))
    return event
