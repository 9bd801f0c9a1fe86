"""Accounts, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Invitation, Person, RoleGrant, SignIn
from cmia_docs.models.folding import Folded, folded
from cmia_docs.reasons import Reason
from cmia_docs.rules.workflow import Role

ACTIVE, INVITED, DISABLED = "active", "invited", "disabled"
_STATUSES: dict[str, ColumnElement[bool]] = {
    ACTIVE: and_(Person.disabled_at.is_(None), Person.password_hash != ""),
    INVITED: and_(Person.disabled_at.is_(None), Person.password_hash == ""),
    DISABLED: Person.disabled_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A person, when they last used the product, and until when an invitation to them is open."""

    person: Person
    seen_at: datetime | None
    invited_until: datetime | None = None

    @property
    def status(self) -> str:
        """`active`, `invited` (no password yet) or `disabled`."""
        if self.person.disabled_at is not None:
            return DISABLED
        return ACTIVE if self.person.password_hash else INVITED

    def roles(self, now: datetime) -> list[RoleGrant]:
        """The roles that have not ended."""
        return [grant for grant in self.person.grants if grant.until is None or grant.until > now]


def accounts(
    db: Session, now: datetime, *, words: str = "", role: str = "", state: str = "", status: str = ""
) -> list[Account]:
    """Accounts by name, by part of name or address, by a role for a state, by status: two queries."""
    seen = (
        select(SignIn.person_id, func.max(SignIn.seen_at).label("at")).group_by(SignIn.person_id).subquery()
    )
    query = (
        select(Person, seen.c.at)
        .outerjoin(seen, seen.c.person_id == Person.id)
        .order_by(Person.name, Person.id)
    )
    if words:
        query = query.where(
            or_(*(Folded(c).contains(folded(words), autoescape=True) for c in (Person.name, Person.email)))
        )
    if role or state:
        query = query.where(_holds(now, role, state))
    if status in _STATUSES:
        query = query.where(_STATUSES[status])
    return [Account(person, at) for person, at in db.execute(query)]


def account(db: Session, person_id: int, now: datetime) -> Account:
    """One account; `NotFound` where there is none."""
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound(Reason.PERSON_UNKNOWN)
    seen = db.scalar(select(func.max(SignIn.seen_at)).where(SignIn.person_id == person_id))
    invited = db.scalar(
        select(func.max(Invitation.expires_at)).where(
            Invitation.person_id == person_id, Invitation.used_at.is_(None), Invitation.expires_at > now
        )
    )
    return Account(person, seen, invited)


def holders(db: Session, role: Role, now: datetime) -> list[Person]:
    """Open accounts that hold a role now, by name."""
    query = (
        select(Person)
        .where(Person.disabled_at.is_(None), _holds(now, role.value))
        .order_by(Person.name, Person.id)
    )
    return list(db.scalars(query))


def _holds(now: datetime, role: str, state: str = "") -> ColumnElement[bool]:
    held = exists().where(RoleGrant.person_id == Person.id)
    held = held.where(or_(RoleGrant.until.is_(None), RoleGrant.until > now))
    if role:
        held = held.where(RoleGrant.role == role)
    if state:
        held = held.where(RoleGrant.state == state)
    return held
