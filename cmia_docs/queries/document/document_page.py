"""What the head of a document's page shows: its progress, and the counts of its tabs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Assignment, Document, Event, Person, Position, Remark, Round, RoundState
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.rules.permissions import Visibility
from cmia_docs.rules.workflow import TRANSITIONS, Action

MOVES = frozenset(
    {Action.CREATE.value} | {row.action.value for row in TRANSITIONS if row.next is not row.stage}
)
"""Kinds of event that move a document to another stage."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things are on each tab, as far as the person may see them."""

    revisions: int
    positions: int
    remarks: int


def moves_of(db: Session, document_id: int) -> list[Event]:
    """The events that moved the document to another stage, in order of time."""
    query = select(Event).where(Event.document_id == document_id, Event.kind.in_(MOVES))
    return list(db.scalars(query.order_by(Event.id)))


def counts_of(db: Session, document: Document, visibility: Visibility) -> Counts:
    """Three queries. Positions are those of the latest round that the person may see."""
    revisions = len(seen_revisions(db, document.id, visibility))
    if not visibility.reviews:
        return Counts(revisions, 0, 0)
    latest = select(func.max(Round.id)).where(Round.id.in_(known_rounds(document.id, visibility)))
    positions = select(func.count(Position.state.distinct())).where(
        Position.round_id == latest.scalar_subquery()
    )
    remarks = select(func.count(Remark.id)).where(_open_remark(document.id, visibility))
    return Counts(revisions, db.scalars(positions).one(), db.scalars(remarks).one())


def people_on(db: Session, document_id: int) -> list[tuple[Assignment, Person]]:
    """The people named on the document, in the order of naming."""
    query = (
        select(Assignment, Person)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.document_id == document_id)
        .order_by(Assignment.id)
    )
    return [(assignment, person) for assignment, person in db.execute(query)]


def remarks_by_unit(db: Session, document_id: int, visibility: Visibility) -> dict[str, int]:
    """How many remarks that the person may see, and that were not taken back, each unit has."""
    if not visibility.reviews:
        return {}
    query = select(Remark.unit_id, func.count()).where(_open_remark(document_id, visibility))
    return {row[0]: row[1] for row in db.execute(query.group_by(Remark.unit_id))}


def known_rounds(document_id: int, visibility: Visibility) -> Select[int]:
    """Ids of the rounds that the person may see."""
    query = select(Round.id).where(Round.document_id == document_id)
    if visibility.addressed_states is None:
        return query
    sent = select(RoundState.round_id).where(RoundState.state.in_(sorted(visibility.addressed_states)))
    return query.where(Round.id.in_(sent))


def _open_remark(document_id: int, visibility: Visibility) -> ColumnElement[bool]:
    lasting = and_(Remark.document_id == document_id, Remark.withdrawn_at.is_(None))
    return (
        lasting
        if visibility.makes
        else and_(lasting, Remark.round_id.in_(known_rounds(document_id, visibility)))
    )
