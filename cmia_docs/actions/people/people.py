"""Accounts: people are invited; accounts are closed and opened again, never deleted."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.notices import forget_notices, notify
from cmia_docs.actions.people.roles import (
    check_grant,
    check_manager,
    keep_administrator,
    person_of,
    record_grant,
)
from cmia_docs.actions.projections import applies, nothing_more
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import Event, Invitation, Person, SignIn
from cmia_docs.queries.council import council_of
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.passwords import check_password
from cmia_docs.rules.people_payloads import Disabled, Enabled, Invited, Joined, Reminded
from cmia_docs.rules.permissions import PUBLIC_READER, Actor, Grant

INVITATION_DAYS = 7

hasher = PasswordHasher()  # RFC 9106's low-memory profile, the library's default


def token_hash(token: str) -> str:
    """What is stored of a token: it is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    work: Work,
    *,
    email: str,
    name: str,
    language: str,
    grants: Iterable[Grant],
    until: datetime | None = None,
) -> tuple[Person, str]:
    """Create an account without a password, and the one-time token with which its owner sets one.

    The roles are given until `until`, or without an end.
    """
    person = _new(work, email, name, language, grants, until)
    return person, invite_again(work, person.id)


def add(
    work: Work,
    *,
    email: str,
    name: str,
    language: str,
    grants: Iterable[Grant],
    until: datetime | None = None,
    password: str,
) -> Person:
    """Create an account that can sign in at once, with a password that somebody tells its owner."""
    check_password(password, (email, name))
    password_hash = hasher.hash(password)  # slow by design, so before the writing transaction begins
    person = _new(work, email, name, language, grants, until)
    person.password_hash = password_hash
    work.record(Joined(person_id=person.id))
    return person


def _new(
    work: Work, email: str, name: str, language: str, grants: Iterable[Grant], until: datetime | None
) -> Person:
    check_manager(work)
    address = _address(email)
    name = fields.line(name, "name", longest=200)
    council = council_of(work.db)
    if language not in council.languages:
        raise Invalid(Reason.PERSON_LANGUAGE, field="language")
    if work.db.scalar(select(Person).where(Person.email == address)):
        raise Invalid(Reason.PERSON_EMAIL_TAKEN, field="email")
    given = sorted(set(grants), key=lambda grant: (grant.role, grant.state))
    for grant in given:
        check_grant(work, grant, until)
    event = work.record(Invited(email=address, name=name, language=language))
    person = work.db.get_one(Person, event.id)
    for grant in given:
        record_grant(work, person, grant, until)
    return person


def invite_again(work: Work, person_id: int) -> str:
    """A new one-time token for an open account; older ones end. A forgotten password is replaced so, too."""
    check_manager(work)
    person = person_of(work.db, person_id)
    if person.disabled_at is not None:
        raise NotPossible(Reason.PERSON_DISABLED)
    _end_invitations(work, person.id)
    token = secrets.token_urlsafe(32)
    expires = work.now + timedelta(days=INVITATION_DAYS)
    work.db.add(Invitation(person_id=person.id, token_hash=token_hash(token), expires_at=expires))
    event = work.events[0] if work.events else work.record(Reminded(person_id=person.id))
    notify(work, event, [person], "invited", token=token)
    return token


def join(work: Work, token: str, password: str) -> Person:
    """Set the password of the invited account. The token works once and for a week.

    All sign-ins of the account end: they were made with the old password. If nobody is signed in, the event
    is recorded as the invited person's, since the token was sent to them.
    """
    invited = person_of(work.reads, invitation_of(work.reads, token, work.now).person_id)
    check_password(password, (invited.email, invited.name))
    password_hash = hasher.hash(password)  # slow by design, so before the writing transaction begins
    invitation_of(work.db, token, work.now).used_at = work.now
    person = person_of(work.db, invited.id)
    person.password_hash = password_hash
    end_sign_ins(work, person.id)
    if work.actor == PUBLIC_READER:
        work.actor = Actor(person.id, person.name, person.email)
    work.record(Joined(person_id=person.id))
    return person


def invitation_of(db: Session, token: str, now: datetime) -> Invitation:
    """The open invitation of a token; `NotFound` for one unknown, used, ended or expired."""
    invitation = db.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token)))
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        raise NotFound(Reason.INVITATION_UNKNOWN)
    return invitation


def disable(work: Work, person_id: int) -> None:
    """Close an account and its sign-ins, invitations and waiting notices; the person's events stay theirs.

    Refused for the own account and for that of the last administrator. A closed account stays closed.
    """
    check_manager(work)
    person = person_of(work.db, person_id)
    if person.id == work.actor.id:
        raise NotAllowed(Reason.PERSON_DISABLE_SELF)
    keep_administrator(work, person.id)
    if person.disabled_at is None:
        end_sign_ins(work, person.id)
        _end_invitations(work, person.id)
        forget_notices(work.db, person)
        work.record(Disabled(person_id=person.id))


def enable(work: Work, person_id: int) -> None:
    """Open a closed account again; an open one stays open."""
    check_manager(work)
    person = person_of(work.db, person_id)
    if person.disabled_at is not None:
        work.record(Enabled(person_id=person.id))


def end_sign_ins(work: Work, person_id: int) -> None:
    """End all sign-ins of a person."""
    work.db.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


def _end_invitations(work: Work, person_id: int) -> None:
    work.db.execute(
        update(Invitation)
        .where(Invitation.person_id == person_id, Invitation.used_at.is_(None))
        .values(used_at=work.now)
    )


def _address(email: str) -> str:
    try:
        checked = validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Invalid(Reason.PERSON_EMAIL, field="email") from None
    return checked.normalized.lower()


# A password's hash is no part of the journal: after a rebuild, people are invited again.
applies(Joined, Reminded)(nothing_more)


@applies(Invited)
def _invited(db: Session, event: Event, invited: Invited) -> None:
    db.add(Person(id=event.id, email=invited.email, name=invited.name, language=invited.language))


@applies(Disabled)
def _disabled(db: Session, event: Event, disabled: Disabled) -> None:
    db.get_one(Person, disabled.person_id).disabled_at = event.at


@applies(Enabled)
def _enabled(db: Session, _event: Event, enabled: Enabled) -> None:
    db.get_one(Person, enabled.person_id).disabled_at = None
