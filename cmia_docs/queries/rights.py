"""What the rights of a person and of a document hang on, read from the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cmia_docs.models import Assignment, Document, Event, Person, RoundState, SignIn
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


def still_holds(session: Session, actor: Actor, now: datetime, sign_in_id: int | None = None) -> bool:
    """Whether the person has all that they came with: account, roles, and the sign-in that carries them.

    Of people without an account, as the operator at the machine, nothing was taken.
    """
    if actor.id is None:
        return True
    if sign_in_id is not None and session.get_one(SignIn, sign_in_id).revoked_at is not None:
        return False
    person = session.get(Person, actor.id)
    return person is not None and person.disabled_at is None and actor.grants <= actor_of(person, now).grants


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
