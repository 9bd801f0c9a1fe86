"""Notices by mail: stored with the action that they tell of, sent after its commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from cmia_docs.actions.work import Work
from cmia_docs.models import Assignment, Document, Event, Notice, Person, RoleGrant
from cmia_docs.rules.workflow import Role


def notify(work: Work, event: Event, people: Iterable[Person], template: str, **values: str) -> None:
    """Store one notice for each person except the actor. `template` names a file in templates/mail."""
    for person in people:
        if person.id != work.actor.id and person.disabled_at is None:
            work.db.add(
                Notice(
                    event_id=event.id,
                    to=person.email,
                    language=person.language,
                    template=template,
                    values=dict(values),
                )
            )


def forget_notices(db: Session, person: Person) -> None:
    """Delete the notices to a person that were not sent yet."""
    db.execute(delete(Notice).where(Notice.to == person.email, Notice.sent_at.is_(None)))


def drafters_of(db: Session, document: Document) -> list[Person]:
    """The drafters named on a document."""
    query = (
        select(Person)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.document_id == document.id, Assignment.role == Role.DRAFTER.value)
    )
    return list(db.scalars(query))


def holders_of(work: Work, role: Role, states: Iterable[str] = ()) -> list[Person]:
    """All people who hold a role now; where states are given, for one of them."""
    lasts = or_(RoleGrant.until.is_(None), RoleGrant.until > work.now)
    query = select(Person).join(RoleGrant).where(RoleGrant.role == role.value, lasts)
    wanted = list(states)
    if wanted:
        query = query.where(RoleGrant.state.in_(wanted))
    return list(work.db.scalars(query.distinct()))


def title_in(titles: Mapping[str, str], language: str) -> str:
    """The title in a person's language, else in the first language it has."""
    return titles.get(language) or next(iter(titles.values()))
