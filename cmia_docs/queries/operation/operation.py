"""What an operator watches: how far behind git, index and mail are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Event, Letter
from cmia_docs.rules.notices import MOST_TRIES
from cmia_docs.rules.workflow import Action

CHANGES_ENTRIES = frozenset({Action.SAVE, Action.CIRCULATE, Action.TABLE, Action.CONFIRM_ADOPTION})
"""The acts after which a document's entries in the indexes are others than before."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far the follow-up is behind: events that wait, and since when the oldest does."""

    events: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """Letters: those that wait, of these those that failed before, and those that were given up."""

    waiting: int
    tried: int
    given_up: int


def backlog(session: Session) -> Backlog:
    """What waits to be followed."""
    row = session.execute(select(func.count(), func.min(Event.at)).where(Event.processed_at.is_(None))).one()
    return Backlog(row[0], row[1])


def index_backlog(session: Session) -> Backlog:
    """Of what waits, the acts that change what search finds."""
    waits = select(func.count(), func.min(Event.at)).where(Event.processed_at.is_(None))
    row = session.execute(waits.where(Event.kind.in_(CHANGES_ENTRIES))).one()
    return Backlog(row[0], row[1])


def letter_queue(session: Session) -> Queue:
    """The letters that were not sent."""
    unsent = select(func.count()).where(Letter.sent_at.is_(None))
    waiting = session.scalar(unsent.where(Letter.attempts < MOST_TRIES)) or 0
    tried = session.scalar(unsent.where(Letter.attempts.between(1, MOST_TRIES - 1))) or 0
    given_up = session.scalar(unsent.where(Letter.attempts >= MOST_TRIES)) or 0
    return Queue(waiting, tried, given_up)


def newest_event(session: Session) -> datetime | None:
    """The moment of the last act."""
    return session.scalar(select(Event.at).order_by(Event.id.desc()).limit(1))
