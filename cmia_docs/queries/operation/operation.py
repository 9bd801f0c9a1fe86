"""What an operator watches: how far git, index and mail are behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Event, Notice
from cmia_docs.rules.notices import MOST_TRIES
from cmia_docs.rules.workflow import Action

CHANGES_ENTRIES = frozenset({Action.SAVE, Action.CIRCULATE, Action.TABLE, Action.CONFIRM_ADOPTION})
"""The events that change a document's entries in the indexes."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far the follow-up is behind: events that wait, and since when the oldest does."""

    events: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """How many notices wait, how many of them have failed before, and how many were given up."""

    waiting: int
    tried: int
    given_up: int


def backlog(db: Session) -> Backlog:
    """The events that wait for the follow-up."""
    row = db.execute(select(func.count(), func.min(Event.at)).where(Event.processed_at.is_(None))).one()
    return Backlog(row[0], row[1])


def index_backlog(db: Session) -> Backlog:
    """Of the events that wait, those that change what search finds."""
    waits = select(func.count(), func.min(Event.at)).where(Event.processed_at.is_(None))
    row = db.execute(waits.where(Event.kind.in_(CHANGES_ENTRIES))).one()
    return Backlog(row[0], row[1])


def notice_queue(db: Session) -> Queue:
    """The notices that were not sent."""
    unsent = select(func.count()).where(Notice.sent_at.is_(None))
    waiting = db.scalars(unsent.where(Notice.attempts < MOST_TRIES)).one()
    tried = db.scalars(unsent.where(Notice.attempts.between(1, MOST_TRIES - 1))).one()
    given_up = db.scalars(unsent.where(Notice.attempts >= MOST_TRIES)).one()
    return Queue(waiting, tried, given_up)


def newest_event(db: Session) -> datetime | None:
    """The time of the last event."""
    return db.scalar(select(Event.at).order_by(Event.id.desc()).limit(1))
