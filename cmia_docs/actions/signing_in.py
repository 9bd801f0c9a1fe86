"""Signing in and out. The answer for an unknown name is that for a wrong password, in words and in time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.actions.people import end_sign_ins, hasher, token_hash
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Person, SignIn, SignInAttempt
from cmia_docs.rules.passwords import LONGEST, check_password

WINDOW = timedelta(minutes=15)
TRIES_FOR_NAME = 5
TRIES_FOR_ADDRESS = 30
LASTS = timedelta(hours=12)
"""A sign-in ends after this long, and after `IDLE` without a request."""
IDLE = timedelta(hours=2)

_NOBODY = hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no sign-in: `limited` says that it may be tried again after the window."""

    limited: bool


def sign_in(work: Work, *, email: str, password: str, address: str, browser: str) -> str | Refusal:
    """A new sign-in's token, or a refusal. Every try is counted, also one that comes while limited.

    A refusal is a value, not an exception: the count has to be committed.
    """
    name = token_hash(email.strip().lower())
    limited = _limited(work.reads, name, address, work.now)
    person = work.reads.scalar(select(Person).where(Person.email == email.strip().lower()))
    # The hash is compared whatever is known already, so that all answers take the same time.
    right = _verify(person, password)
    succeeded = right and not limited
    work.session.add(SignInAttempt(name_hash=name, address=address, at=work.now, succeeded=succeeded))
    if person is None or not succeeded:
        return Refusal(limited)
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person.id,
            created_at=work.now,
            seen_at=work.now,
            address=address,
            browser="".join(c for c in browser if c.isprintable())[:200],
        )
    )
    return token


def signed_in(session: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in of a token while it lasts; None for one unknown, ended, idle, or of a disabled account."""
    found = session.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))
    if found is None or found.revoked_at is not None or found.person.disabled_at is not None:
        return None
    if now - found.created_at > LASTS or now - found.seen_at > IDLE:
        return None
    return found


def touch(work: Work, sign_in_id: int) -> None:
    """Note that a sign-in is in use."""
    found = work.session.get(SignIn, sign_in_id)
    if found is not None:
        found.seen_at = work.now


def sign_out(work: Work, sign_in_id: int) -> None:
    """End one of the person's own sign-ins."""
    found = work.session.get(SignIn, sign_in_id)
    if found is None or found.person_id != work.actor.id:
        raise NotFound("sign_in.unknown")
    found.revoked_at = found.revoked_at or work.now


def change_password(work: Work, *, current: str, new: str) -> None:
    """Set another password; all sign-ins of the person end, this one too."""
    person = work.session.get(Person, work.actor.id)
    if not _verify(person, current) or person is None:
        raise Invalid("password.wrong", field="current")
    check_password(new, (person.email, person.name))
    person.password_hash = hasher.hash(new)
    end_sign_ins(work, person.id)


def _limited(session: Session, name: str, address: str, now: datetime) -> bool:
    def failures(*where: object) -> int:
        query = select(func.count()).select_from(SignInAttempt)
        recent = query.where(SignInAttempt.at > now - WINDOW, ~SignInAttempt.succeeded, *where)  # type: ignore[arg-type]
        return session.scalar(recent) or 0

    return (
        failures(SignInAttempt.name_hash == name) >= TRIES_FOR_NAME
        or failures(SignInAttempt.address == address) >= TRIES_FOR_ADDRESS
    )


def _verify(person: Person | None, password: str) -> bool:
    known = person is not None and bool(person.password_hash) and person.disabled_at is None
    stored = person.password_hash if known and person is not None else _NOBODY
    try:
        right = hasher.verify(stored, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        right = False
    return right and known
