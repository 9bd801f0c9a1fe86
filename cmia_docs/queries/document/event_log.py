"""The event log, by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event, Person, Revision
from cmia_docs.models.folding import Folded, folded
from cmia_docs.rules.workflow import Action


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
    person: Person | None
    """Whose account, role or name on a document it was about."""


def newest_event_of(db: Session, document_id: int) -> int:
    """Id of the last act on a document."""
    return db.scalar(select(func.max(Event.id)).where(Event.document_id == document_id)) or 0


def begun_by(db: Session, person_id: int | None, once: str) -> int | None:
    """The document that this very form of this person has begun, of the last fifty they began."""
    latest = (
        select(Event.id, Event.data)
        .where(Event.kind == Action.CREATE.value, Event.actor_id == person_id)
        .order_by(Event.id.desc())
        .limit(50)
    )
    return next((id_ for id_, data in db.execute(latest) if data.get("once") == once), None)


def log_size(db: Session, wanted: LogFilter) -> int:
    """How many events fit the filter."""
    query = select(func.count()).select_from(Event).where(*_conditions(wanted))
    return db.scalar(query) or 0


def log_rows(db: Session, wanted: LogFilter, offset: int, limit: int) -> list[LogRow]:
    """A page of the log, newest first: three queries, however many rows."""
    query = (
        select(Event, Document.titles, Revision.number)
        .outerjoin(Document, Document.id == Event.document_id)
        .outerjoin(Revision, Revision.id == Event.revision_id)
        .where(*_conditions(wanted))
        .order_by(Event.id.desc())
        .offset(offset)
        .limit(limit)
    )
    found = db.execute(query).all()
    concerned = {event.id: _person_id(event) for event, _, _ in found}
    ids = {person_id for person_id in concerned.values() if person_id is not None}
    people = {person.id: person for person in db.scalars(select(Person).where(Person.id.in_(ids)))}
    return [
        LogRow(event, titles, number, people.get(concerned[event.id] or 0)) for event, titles, number in found
    ]


def kinds_in_log(db: Session, documents: bool) -> Sequence[str]:
    """The kinds of event that occur, for a filter."""
    query = select(Event.kind).where(*_conditions(LogFilter(documents))).distinct().order_by(Event.kind)
    return db.scalars(query).all()


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if not wanted.documents:
        conditions.append(Event.document_id.is_(None))
    if wanted.kind:
        conditions.append(Event.kind == wanted.kind)
    if wanted.document_id is not None:
        conditions.append(Event.document_id == wanted.document_id)
    if wanted.words:
        conditions.append(
            or_(
                Folded(Event.actor_name).contains(folded(wanted.words), autoescape=True),
                Folded(Event.actor_email).contains(folded(wanted.words), autoescape=True),
            )
        )
    return conditions


def _person_id(event: Event) -> int | None:
    """An invitation makes an account of its own number; other events name theirs."""
    named = event.id if event.kind == "invite" else event.data.get("person")
    return named if isinstance(named, int) else None
