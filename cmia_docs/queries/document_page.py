"""What the head of a document's page shows: its way, its description at one revision, counts of its tabs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Assignment, Document, Event, Person, Position, Remark, Round
from cmia_docs.queries.revisions import seen_revisions
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import TRANSITIONS, Action

MOVES = frozenset(
    {Action.CREATE.value} | {row.action.value for row in TRANSITIONS if row.next is not row.state}
)
"""The acts that put a document into another state."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands on each tab, as far as the person may see it."""

    revisions: int
    positions: int
    remarks: int


def moves_of(session: Session, document_id: int) -> list[Event]:
    """The acts that moved the document on its way, in order of time."""
    query = select(Event).where(Event.document_id == document_id, Event.kind.in_(MOVES))
    return list(session.scalars(query.order_by(Event.id)))


def saved_by(session: Session, revision_id: int) -> Event:
    """The act that saved a revision. Its data hold the description as it was then (`Description.from_json`).

    The document's own row describes the latest revision, which not everybody may see.
    """
    return session.get_one(Event, revision_id)


def counts_of(session: Session, document: Document, scopes: Collection[Scope]) -> Counts:
    """Three queries. Positions are those of the latest round."""
    if not {Scope.WORKING, Scope.CIRCULATED} & set(scopes):
        return Counts(len(seen_revisions(session, document.id, scopes)), 0, 0)
    latest = select(func.max(Round.id)).where(Round.document_id == document.id).scalar_subquery()
    positions = select(func.count(Position.state.distinct())).where(Position.round_id == latest)
    remarks = select(func.count(Remark.id)).where(
        Remark.document_id == document.id, Remark.withdrawn_at.is_(None)
    )
    if Scope.WORKING not in scopes:
        remarks = remarks.where(Remark.round_id.is_not(None))
    return Counts(
        len(seen_revisions(session, document.id, scopes)),
        session.scalar(positions) or 0,
        session.scalar(remarks) or 0,
    )


def people_on(session: Session, document_id: int) -> list[tuple[Assignment, Person]]:
    """Who is named on the document, in the order of naming."""
    query = (
        select(Assignment, Person)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.document_id == document_id)
        .order_by(Assignment.id)
    )
    return [(assignment, person) for assignment, person in session.execute(query)]


def remarks_by_unit(session: Session, document_id: int, scopes: Collection[Scope]) -> dict[str, int]:
    """How many remarks that these scopes open, and that were not taken back, hang on each unit."""
    if not {Scope.WORKING, Scope.CIRCULATED} & set(scopes):
        return {}
    query = select(Remark.unit_id, func.count()).where(
        Remark.document_id == document_id, Remark.withdrawn_at.is_(None)
    )
    if Scope.WORKING not in scopes:
        query = query.where(Remark.round_id.is_not(None))
    return {row[0]: row[1] for row in session.execute(query.group_by(Remark.unit_id))}
