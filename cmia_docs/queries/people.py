"""Accounts as an administrator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Person, RoleGrant, SignIn
from cmia_docs.rules.workflow import Role


@dataclass(frozen=True, slots=True)
class Account:
    """A person and when they were last seen."""

    person: Person
    seen_at: datetime | None

    @property
    def status(self) -> str:
        """`active`, `invited` (no password yet) or `disabled`."""
        if self.person.disabled_at is not None:
            return "disabled"
        return "active" if self.person.password_hash else "invited"


def accounts(session: Session, *, words: str = "", role: str = "", state: str = "") -> list[Account]:
    """Accounts by name, narrowed by part of name or address, by role, by state: two queries in all."""
    seen = (
        select(SignIn.person_id, func.max(SignIn.seen_at).label("at")).group_by(SignIn.person_id).subquery()
    )
    query = select(Person, seen.c.at).outerjoin(seen, seen.c.person_id == Person.id).order_by(Person.name)
    if words:
        query = query.where(
            or_(Person.name.icontains(words, autoescape=True), Person.email.icontains(words, autoescape=True))
        )
    for column, value in ((RoleGrant.role, role), (RoleGrant.state, state)):
        if value:
            query = query.where(exists().where(RoleGrant.person_id == Person.id, column == value))
    return [Account(person, at) for person, at in session.execute(query)]


def holders(session: Session, role: Role) -> list[Person]:
    """Open accounts that hold a role, by name."""
    query = (
        select(Person)
        .where(Person.disabled_at.is_(None))
        .where(exists().where(RoleGrant.person_id == Person.id, RoleGrant.role == role.value))
        .order_by(Person.name)
    )
    return list(session.scalars(query))
