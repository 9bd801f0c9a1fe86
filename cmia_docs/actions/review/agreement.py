"""Agreement: reached on one exact text; opened again with a reason; withdrawn with a reason."""

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
from cmia_docs.rules.workflow import Action

applies(Action.AGREE.value, Action.ACCEPT.value, Action.REOPEN.value, Action.WITHDRAW.value)(nothing_more)


def agree(work: Work, document_id: int, *, seen: int) -> Event:
    """Declare the text agreed: as circulated, every remark answered, no objection and no reply missing."""
    return _settle(work, document_id, Action.AGREE, seen)


def accept(work: Work, document_id: int, *, seen: int) -> Event:
    """Take a text whose type skips circulation as agreed once the check has passed."""
    return _settle(work, document_id, Action.ACCEPT, seen)


def reopen(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Go back to consolidation: from `agreed` by wish, from `tabled` where the session returns the text."""
    return _with_reason(work, document_id, Action.REOPEN, seen, reason, "reopened")


def withdraw(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Take the document off its way for good; the reason and everything made so far are kept."""
    return _with_reason(work, document_id, Action.WITHDRAW, seen, reason, "withdrawn")


def _settle(work: Work, document_id: int, action: Action, seen: int) -> Event:
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    revision = current_revision(work.db, document)
    return perform(work, document, action, commit=revision.commit, text_sum=revision.text_sum)


def _with_reason(
    work: Work, document_id: int, action: Action, seen: int, reason: str, template: str
) -> Event:
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, action, ActionInput(reason=reason), reason=reason)
    notify(work, event, drafters_of(work.db, document), template, document=str(document.id))
    return event
