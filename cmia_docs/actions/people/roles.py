"""Roles: given to people, for a state and for a time where the role needs them, and taken away again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import Event, Person, RoleGrant
from cmia_docs.queries.council import council_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.people_payloads import Granted, Revoked
from cmia_docs.rules.permissions import Grant, Permission, allowed
from cmia_docs.rules.workflow import HOLDS_NO_STATE, NEEDS_END, NEEDS_STATE, Role


def grant_role(work: Work, person_id: int, grant: Grant, until: datetime | None = None) -> Event:
    """Give a role, or another end to a role that the person has; an auditor's needs an end."""
    check_manager(work)
    person = person_of(work.db, person_id)
    check_grant(work, grant, until)
    held = _row(work.db, person.id, grant)
    if held is not None and held.until == until:
        raise Invalid(Reason.GRANT_ALREADY, field="role")
    if grant.role is Role.ADMINISTRATOR and until is not None:
        keep_administrator(work, person.id)
    return record_grant(work, person, grant, until)


def revoke_role(work: Work, person_id: int, grant: Grant) -> Event:
    """Take a role away. Refused for the own administrator's role, and for that of the last administrator."""
    check_manager(work)
    if _row(work.db, person_id, grant) is None:
        raise NotFound(Reason.GRANT_UNKNOWN)
    if grant.role is Role.ADMINISTRATOR:
        if person_id == work.actor.id:
            raise NotAllowed(Reason.GRANT_OWN_ADMINISTRATOR)
        keep_administrator(work, person_id)
    return work.record(Revoked(person_id=person_id, role=grant.role, for_state=grant.state))


def check_manager(work: Work) -> None:
    """Refuse people who may not manage accounts."""
    if not allowed(work.actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Reason.PERSON_MAY_NOT_MANAGE)


def check_grant(work: Work, grant: Grant, until: datetime | None) -> None:
    """Refuse a role without the state or the end it needs, or with what it cannot have."""
    if grant.role in NEEDS_STATE and not grant.state:
        raise Invalid(Reason.GRANT_STATE_MISSING, field="state")
    if grant.role in HOLDS_NO_STATE and grant.state:
        raise Invalid(Reason.GRANT_STATE_UNWANTED, field="state")
    if grant.state:
        council_of(work.db).state(grant.state)
    if grant.role in NEEDS_END and until is None:
        raise Invalid(Reason.GRANT_UNTIL_MISSING, field="until")
    if until is not None and until <= work.now:
        raise Invalid(Reason.GRANT_UNTIL_PAST, field="until")


def record_grant(work: Work, person: Person, grant: Grant, until: datetime | None) -> Event:
    """Record a role that was checked."""
    return work.record(Granted(person_id=person.id, role=grant.role, for_state=grant.state, until=until))


def keep_administrator(work: Work, person_id: int) -> None:
    """Refuse where this is the last administrator: with a password and an open account, without an end."""
    rows = work.db.execute(
        select(Person.id, RoleGrant.until)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.ADMINISTRATOR.value)
        .where(Person.disabled_at.is_(None), Person.password_hash != "")
        .order_by(RoleGrant.id)
        # Where two administrators take the role from each other at once, the second sees what the first did.
        .with_for_update()
    ).all()
    lasting = {holder for holder, until in rows if until is None}
    if person_id in lasting and len(lasting) == 1:
        raise NotPossible(Reason.PERSON_LAST_ADMINISTRATOR)


def person_of(db: Session, person_id: int) -> Person:
    """The person of an account; `NotFound` where there is none."""
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound(Reason.PERSON_UNKNOWN)
    return person


def _row(db: Session, person_id: int, grant: Grant) -> RoleGrant | None:
    return db.scalar(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id,
            RoleGrant.role == grant.role.value,
            RoleGrant.state == grant.state,
        )
    )


@applies(Granted)
def _granted(db: Session, _event: Event, granted: Granted) -> None:
    grant = Grant(granted.role, granted.for_state)
    held = _row(db, granted.person_id, grant)
    if held is not None:
        held.until = granted.until
        return
    db.add(
        RoleGrant(person_id=granted.person_id, role=grant.role.value, state=grant.state, until=granted.until)
    )


@applies(Revoked)
def _revoked(db: Session, _event: Event, revoked: Revoked) -> None:
    db.delete(_row(db, revoked.person_id, Grant(revoked.role, revoked.for_state)))
