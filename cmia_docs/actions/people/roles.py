"""Roles: given to people for a state and for a time where they need one, and taken again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import Event, Person, RoleGrant
from cmia_docs.queries.council import council_of
from cmia_docs.rules.permissions import Grant, Permission, allowed
from cmia_docs.rules.workflow import Role

GRANT, REVOKE = "grant", "revoke"
NEEDS_STATE = frozenset({Role.REVIEWER, Role.CHAIR})
HOLDS_NO_STATE = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR})
NEEDS_END = frozenset({Role.AUDITOR})
"""An auditor is appointed for a time."""


def grant_role(work: Work, person_id: int, grant: Grant, until: datetime | None = None) -> Event:
    """Give a role, or another end to one that is held; an auditor's needs an end."""
    check_manager(work)
    person = person_of(work.db, person_id)
    check_grant(work, grant, until)
    held = _row(work.db, person.id, grant)
    if held is not None and held.until == until:
        raise Invalid("grant.already", field="role")
    if grant.role is Role.ADMINISTRATOR and until is not None:
        keep_administrator(work, person.id)
    return record_grant(work, person, grant, until)


def revoke_role(work: Work, person_id: int, grant: Grant) -> Event:
    """Take a role. Nobody takes the administrator's from themselves, nor the last one from anybody."""
    check_manager(work)
    if _row(work.db, person_id, grant) is None:
        raise NotFound("grant.unknown")
    if grant.role is Role.ADMINISTRATOR:
        if person_id == work.actor.id:
            raise NotAllowed("grant.own_administrator")
        keep_administrator(work, person_id)
    return work.record(REVOKE, person=person_id, role=grant.role.value, for_state=grant.state)


def check_manager(work: Work) -> None:
    """Refuse whoever does not manage accounts."""
    if not allowed(work.actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed("person.may_not_manage")


def check_grant(work: Work, grant: Grant, until: datetime | None) -> None:
    """Refuse a role without the state or the end it needs, or with what it cannot have."""
    if grant.role in NEEDS_STATE and not grant.state:
        raise Invalid("grant.state_missing", field="state")
    if grant.role in HOLDS_NO_STATE and grant.state:
        raise Invalid("grant.state_unwanted", field="state")
    if grant.state:
        council_of(work.db).state(grant.state)
    if grant.role in NEEDS_END and until is None:
        raise Invalid("grant.until_missing", field="until")
    if until is not None and until <= work.now:
        raise Invalid("grant.until_past", field="until")


def record_grant(work: Work, person: Person, grant: Grant, until: datetime | None) -> Event:
    """Give a role that was checked."""
    end = None if until is None else until.isoformat()
    return work.record(GRANT, person=person.id, role=grant.role.value, for_state=grant.state, until=end)


def keep_administrator(work: Work, person_id: int) -> None:
    """Refuse where, this person apart, nobody could manage accounts: without end, open, with a password."""
    rows = work.db.execute(
        select(Person.id, RoleGrant.until)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.ADMINISTRATOR.value)
        .where(Person.disabled_at.is_(None), Person.password_hash != "")
        .order_by(RoleGrant.id)
        # Two administrators who take the role from each other at once: the second sees what the first did.
        .with_for_update()
    ).all()
    lasting = {holder for holder, until in rows if until is None}
    if person_id in lasting and len(lasting) == 1:
        raise NotPossible("person.last_administrator")


def person_of(db: Session, person_id: int) -> Person:
    """The person of an account; `NotFound` where there is none."""
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound("person.unknown")
    return person


def _row(db: Session, person_id: int, grant: Grant) -> RoleGrant | None:
    return db.scalar(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id,
            RoleGrant.role == grant.role.value,
            RoleGrant.state == grant.state,
        )
    )


@applies(GRANT)
def _granted(db: Session, event: Event) -> None:
    data: dict[str, Any] = event.data
    until = None if data["until"] is None else datetime.fromisoformat(data["until"])
    held = _row(db, data["person"], Grant(Role(data["role"]), data["for_state"]))
    if held is not None:
        held.until = until
        return
    db.add(RoleGrant(person_id=data["person"], role=data["role"], state=data["for_state"], until=until))


@applies(REVOKE)
def _revoked(db: Session, event: Event) -> None:
    data = event.data
    db.delete(_row(db, data["person"], Grant(Role(data["role"]), data["for_state"])))
