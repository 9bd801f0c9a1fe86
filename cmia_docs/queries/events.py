"""The event log, by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event, Revision


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What of the log is asked for. Without `documents`, only acts on accounts, settings and sessions."""

    documents: bool
    kind: str = ""
    words: str = ""
    """Part of an actor's name or address."""
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event, with what it was about as far as a log says it: never a text, a reason or a remark."""

    event: Event
    titles: dict[str, str] | None
    revision: int | None


def log_page(session: Session, wanted: LogFilter, offset: int, limit: int) -> tuple[list[LogRow], int]:
    """A page of the log, newest first, and how many events there are in all."""
    total = session.scalar(_narrowed(select(func.count()).select_from(Event), wanted)) or 0
    query = (
        select(Event, Document.titles, Revision.number)
        .outerjoin(Document, Document.id == Event.document_id)
        .outerjoin(Revision, Revision.id == Event.revision_id)
    )
    rows = session.execute(_narrowed(query, wanted).order_by(Event.id.desc()).offset(offset).limit(limit))
    return [LogRow(event, titles, number) for event, titles, number in rows], total


def kinds_in_log(session: Session, documents: bool) -> Sequence[str]:
    """The kinds of event that occur, for a filter."""
    query = select(Event.kind).distinct().order_by(Event.kind)
    return session.scalars(query if documents else query.where(Event.document_id.is_(None))).all()


def _narrowed(query: Select[Any], wanted: LogFilter) -> Select[Any]:
    if not wanted.documents:
        query = query.where(Event.document_id.is_(None))
    if wanted.kind:
        query = query.where(Event.kind == wanted.kind)
    if wanted.document_id is not None:
        query = query.where(Event.document_id == wanted.document_id)
    if wanted.words:
        query = query.where(
            or_(
                Event.actor_name.icontains(wanted.words, autoescape=True),
                Event.actor_email.icontains(wanted.words, autoescape=True),
            )
        )
    return query
