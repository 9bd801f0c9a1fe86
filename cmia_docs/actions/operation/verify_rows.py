"""Whether the rows are those that the events make: all are made again in memory and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Table, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cmia_docs.actions.operation.differences import Difference
from cmia_docs.actions.operation.rebuild import replay
from cmia_docs.errors import Refused
from cmia_docs.models import Event
from cmia_docs.models.base import Base
from cmia_docs.models.database import memory_engine, writers

# No event has secrets, sign-ins, notices, or what is not saved yet.
NOT_FROM_EVENTS = frozenset({"event", "notice", "invitation", "sign_in", "sign_in_attempt", "working_copy"})
# Nor passwords, the version counter, and ids that no row refers to.
_NOT_COMPARED = {
    "person": {"password_hash"},
    "document": {"version"},
    "assignment": {"id"},
    "role_grant": {"id"},
}


def row_differences(db: Session) -> Iterator[Difference]:
    """A difference for each row that only the database has, and for each that only the events make."""
    engine = memory_engine()
    Base.metadata.create_all(engine)
    try:
        with writers(engine)() as made:
            at = 0
            try:
                for event in db.scalars(select(Event).order_by(Event.id)):
                    at = event.id
                    replay(made, _copy(event))
            except (Refused, SQLAlchemyError, LookupError, ValueError, TypeError):
                yield Difference("rows.event_unreadable", f"event {at}")
                return
            for table in Base.metadata.sorted_tables:
                if table.name not in NOT_FROM_EVENTS:
                    yield from _compare(table, db, made)
    finally:
        engine.dispose()


def _copy(event: Event) -> Event:
    return Event(**{column.name: getattr(event, column.name) for column in Event.__table__.columns})


def _compare(table: Table, stored: Session, made: Session) -> Iterator[Difference]:
    ours, theirs = _rows(table, stored), _rows(table, made)
    for row in sorted(ours ^ theirs):
        side = "only in the database" if row in ours else "only by its events"
        yield Difference("rows.differ", f"{table.name}, {side}: {row[:200]}")


def _rows(table: Table, db: Session) -> set[str]:
    left_out = _NOT_COMPARED.get(table.name, set())
    columns = [column for column in table.columns if column.name not in left_out]
    return {
        json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=str)
        for row in db.execute(select(*columns)).mappings()
    }
