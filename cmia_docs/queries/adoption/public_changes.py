"""Whether a page that everybody may read can have changed."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Event
from cmia_docs.rules.workflow import Action

WORKING_ACTIONS = (
    Action.SAVE,
    Action.REMARK,
    Action.WITHDRAW_REMARK,
    Action.DISPOSE,
    Action.GIVE_POSITION,
)
"""Actions that a text in work gets by the hundred, and that never change the register."""


def newest_event(db: Session) -> int:
    """The number of the last event; 0 where there is none."""
    return db.scalar(select(func.max(Event.id))) or 0


def newest_public_event(db: Session, after: int, before_it: int) -> int:
    """The last event after `after` that may have changed a public page; `before_it` where there is none."""
    query = select(func.max(Event.id)).where(Event.id > after, Event.kind.not_in(WORKING_ACTIONS))
    return db.scalar(query) or before_it
