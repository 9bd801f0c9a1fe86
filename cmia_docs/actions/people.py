"""Accounts: people come in by invitation; roles are given and taken; accounts are disabled, never deleted."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cmia_docs.actions.letters import notify
from cmia_docs.actions.record import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound
from cmia_docs.models import Event, Invitation, Person, RoleGrant, SignIn
from cmia_docs.queries.council import council_of
from cmia_docs.rules import fields
from cmia_docs.rules.passwords import check_password
from cmia_docs.rules.permissions import Grant, Permission, allowed
from cmia_docs.rules.workflow import Role

INVITE, JOIN, GRANT, REVOKE, DISABLE, ENABLE = "invite", "join", "grant", "revoke", "disable", "enable"
INVITATION_DAYS = 7
NEEDS_STATE = frozenset({Role.REVIEWER, Role.CHAIR})

hasher = PasswordHasher()  # RFC 9106's low-memory profile, the library's default


def token_hash(token: str) -> str:
    """What is kept of a token: it is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    work: Work, *, email: str, name: str, language: str, grants: Iterable[Grant]
) -> tuple[Person, str]:
    """Make an account without a password and the one-time token by which its owner sets one."""
    _check_manager(work)
    address = _address(email)
    name = fields.line(name, "name", longest=200)
    council = council_of(work.session)
    if language not in council.languages:
        raise Invalid("person.language", field="language")
    if work.session.scalar(select(Person).where(Person.email == address)):
        raise Invalid("person.email_taken", field="email")
    given = sorted(set(grants), key=lambda grant: (grant.role, grant.state))
    for grant in given:
        _check_grant(work.session, grant)
    event = work.record(INVITE, email=address, name=name, language=language)
    person = work.session.get_one(Person, event.id)
    for grant in given:
        work.record(GRANT, person=person.id, role=grant.role.value, for_state=grant.state, until=None)
    return person, invite_again(work, person.id)


def invite_again(work: Work, person_id: int) -> str:
    """A new one-time token for an account; older ones end. Also the way to set a forgotten password."""
    _check_manager(work)
    person = _person(work.session, person_id)
    work.session.execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.used_at.is_(None))
        .values(used_at=work.now)
    )
    token = secrets.token_urlsafe(32)
    expires = work.now + timedelta(days=INVITATION_DAYS)
    work.session.add(Invitation(person_id=person.id, token_hash=token_hash(token), expires_at=expires))
    event = work.events[0] if work.events else work.record("remind", person=person.id)
    notify(work, event, [person], "invited", token=token)
    return token


def join(work: Work, token: str, password: str) -> Person:
    """Set the password of the invited account. The token works once and for a week.

    All sign-ins of the account end: whoever had them does not know the new password.
    """
    invitation = invitation_of(work.session, token, work.now)
    person = _person(work.session, invitation.person_id)
    check_password(password, (person.email, person.name))
    invitation.used_at = work.now
    person.password_hash = hasher.hash(password)
    end_sign_ins(work, person.id)
    work.record(JOIN, person=person.id)
    return person


def invitation_of(session: Session, token: str, now: datetime) -> Invitation:
    """The open invitation of a token; `NotFound` for one unknown, used or expired."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token)))
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise NotFound("invitation.unknown")
    return found


def grant_role(work: Work, person_id: int, grant: Grant, until: datetime | None = None) -> Event:
    """Give a role; an auditor's needs its end (they are appointed for a time)."""
    _check_manager(work)
    person = _person(work.session, person_id)
    _check_grant(work.session, grant)
    if _row(work.session, person.id, grant) is not None:
        raise Invalid("grant.already", field="role")
    end = None if until is None else until.isoformat()
    return work.record(GRANT, person=person.id, role=grant.role.value, for_state=grant.state, until=end)


def revoke_role(work: Work, person_id: int, grant: Grant) -> Event:
    """Take a role; nobody takes the administrator's from themselves, so that one is always left."""
    _check_manager(work)
    if _row(work.session, person_id, grant) is None:
        raise NotFound("grant.unknown")
    if grant.role is Role.ADMINISTRATOR and person_id == work.actor.id:
        raise NotAllowed("grant.own_administrator")
    return work.record(REVOKE, person=person_id, role=grant.role.value, for_state=grant.state)


def disable(work: Work, person_id: int) -> Event:
    """Close an account and end its sign-ins; what the person did stays under their name."""
    _check_manager(work)
    person = _person(work.session, person_id)
    if person.id == work.actor.id:
        raise NotAllowed("person.disable_self")
    end_sign_ins(work, person.id)
    return work.record(DISABLE, person=person.id)


def enable(work: Work, person_id: int) -> Event:
    """Open a closed account again."""
    _check_manager(work)
    return work.record(ENABLE, person=_person(work.session, person_id).id)


def end_sign_ins(work: Work, person_id: int) -> None:
    """End all sign-ins of a person."""
    work.session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


def _check_manager(work: Work) -> None:
    if not allowed(work.actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed("person.may_not_manage")


def _check_grant(session: Session, grant: Grant) -> None:
    if grant.role in NEEDS_STATE and not grant.state:
        raise Invalid("grant.state_missing", field="state", role=grant.role)
    if grant.state:
        council_of(session).state(grant.state)


def _address(email: str) -> str:
    try:
        checked = validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise Invalid("person.email", field="email", detail=str(error)) from None
    return checked.normalized.lower()


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("person.unknown")
    return person


def _row(session: Session, person_id: int, grant: Grant) -> RoleGrant | None:
    return session.scalar(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id,
            RoleGrant.role == grant.role.value,
            RoleGrant.state == grant.state,
        )
    )


@applies(INVITE)
def _invited(session: Session, event: Event) -> None:
    data = event.data
    session.add(Person(id=event.id, email=data["email"], name=data["name"], language=data["language"]))


@applies(JOIN, "remind")
def _joined(_session: Session, _event: Event) -> None:
    """The password's hash is no part of the journal: after a rebuild, people are invited again."""


@applies(GRANT)
def _granted(session: Session, event: Event) -> None:
    data: dict[str, Any] = event.data
    until = None if data["until"] is None else datetime.fromisoformat(data["until"])
    session.add(RoleGrant(person_id=data["person"], role=data["role"], state=data["for_state"], until=until))


@applies(REVOKE)
def _revoked(session: Session, event: Event) -> None:
    data = event.data
    session.delete(_row(session, data["person"], Grant(Role(data["role"]), data["for_state"])))


@applies(DISABLE)
def _disabled(session: Session, event: Event) -> None:
    session.get_one(Person, event.data["person"]).disabled_at = event.at


@applies(ENABLE)
def _enabled(session: Session, event: Event) -> None:
    session.get_one(Person, event.data["person"]).disabled_at = None
