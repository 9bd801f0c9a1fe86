"""What the rights of a person and of a document hang on, read from the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cmia_docs.models import Assignment, Document, Event, Person, RoundState
from cmia_docs.rules.permissions import Actor, Grant, Subject
from cmia_docs.rules.workflow import Action, Role, State


def actor_of(person: Person, now: datetime) -> Actor:
    """The person with the roles that hold at this moment; none for a disabled account."""
    grants = () if person.disabled_at else person.grants
    return Actor(
        id=person.id,
        name=person.name,
        email=person.email,
        grants=frozenset(
            Grant(Role(grant.role), grant.state)
            for grant in grants
            if grant.until is None or grant.until > now
        ),
    )


def subject_of(session: Session, document: Document) -> Subject:
    """What the rights on this document hang on: three queries, whatever its age."""
    named = session.execute(
        select(Assignment.person_id, Assignment.role).where(Assignment.document_id == document.id)
    ).all()
    addressed = session.scalars(
        select(RoundState.state).where(RoundState.document_id == document.id).distinct()
    )
    tabled = session.scalar(
        select(exists().where(Event.document_id == document.id, Event.kind == Action.TABLE.value))
    )
    return Subject(
        state=State(document.state),
        drafters=frozenset(person for person, role in named if role == Role.DRAFTER),
        experts=frozenset(person for person, role in named if role == Role.EXPERT),
        addressed=frozenset(addressed),
        ever_agreed=bool(tabled),
    )
