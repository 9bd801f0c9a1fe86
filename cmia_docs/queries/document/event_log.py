"""The event log, by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event, Person, Revision
from cmia_docs.models.folding import Folded, folded
from cmia_docs.rules.document_payloads import Created
from cmia_docs.rules.payload import common_value
from cmia_docs.rules.people_payloads import Invited
from cmia_docs.rules.workflow import Action


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which events to show. Without `documents`, only those on accounts, settings and sessions."""

    documents: bool
    kind: str = ""
    words: str = ""
    """Part of an actor's name or address."""
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event and what it concerns, as far as a log shows it: never a text, a reason or a remark."""

    event: Event
    titles: dict[str, str] | None
    revision: int | None
    person: Person | None
    """Whose account, role or assignment it concerns."""


def newest_event_of(db: Session, document_id: int) -> int:
    """Id of the last event on a document."""
    return db.scalar(select(func.max(Event.id)).where(Event.document_id == document_id)) or 0


def begun_by(db: Session, person_id: int | None, once: str) -> int | None:
    """The document that this person has created by this form, among the last fifty that they created."""
    latest = (
        select(Event.id, Event.data)
        .where(Event.kind == Action.CREATE.value, Event.actor_id == person_id)
        .order_by(Event.id.desc())
        .limit(50)
    )
    return next((id_ for id_, data in db.execute(latest) if Created.from_json(data).once == once), None)


def log_size(db: Session, wanted: LogFilter) -> int:
    """How many events fit the filter."""
    query = select(func.count()).select_from(Event).where(*_conditions(wanted))
    return db.scalars(query).one()


def log_rows(db: Session, wanted: LogFilter, offset: int, limit: int) -> list[LogRow]:
    """A page of the log, the newest first, by three queries."""
    query = (
        select(Event, Document.titles, Revision.number)
        .outerjoin(Document, Document.id == Event.document_id)
        .outerjoin(Revision, Revision.id == Event.revision_id)
        .where(*_conditions(wanted))
        .order_by(Event.id.desc())
        .offset(offset)
        .limit(limit)
    )
    rows = db.execute(query).all()
    concerned = {event.id: _person_id(event) for event, _, _ in rows}
    ids = {person_id for person_id in concerned.values() if person_id is not None}
    people = {person.id: person for person in db.scalars(select(Person).where(Person.id.in_(ids)))}
    return [
        LogRow(event, titles, number, people.get(concerned[event.id] or 0)) for event, titles, number in rows
    ]


def kinds_in_log(db: Session, documents: bool) -> Sequence[str]:
    """The kinds of event that the log has, for a filter."""
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
    """An invitation creates the account with its own id; other events name a person."""
    return event.id if event.kind == Invited.kind else common_value(event.data, "person_id")
