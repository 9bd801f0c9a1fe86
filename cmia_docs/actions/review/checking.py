"""The secretariat's check: a draft is handed over, and returned with a reason where it is not ready."""

from __future__ import annotations

from cmia_docs.actions.document.transition import ActionInput, check_seen, load_for_update, perform
from cmia_docs.actions.follow_up.notices import drafters_of, holders_of, notify
from cmia_docs.actions.projections import applies, nothing_more
from cmia_docs.actions.work import Work
from cmia_docs.models import Event
from cmia_docs.rules import fields
from cmia_docs.rules.workflow import Action, Role

applies(Action.SUBMIT.value, Action.RETURN.value)(nothing_more)


def submit(work: Work, document_id: int, *, seen: int) -> Event:
    """Hand the current revision to the secretariat for its check."""
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, Action.SUBMIT)
    notify(work, event, holders_of(work, Role.SECRETARIAT), "submitted", document=str(document.id))
    return event


def return_to_draft(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Give the draft back to its drafters with what has to be mended."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, Action.RETURN, ActionInput(reason=reason), reason=reason)
    notify(work, event, drafters_of(work.db, document), "returned", document=str(document.id))
    return event
