"""Signing in and out. An unknown name and a wrong password get the same answer after the same time."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from cmia_docs.actions.people.people import end_sign_ins, hasher, token_hash
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Person, SignIn, SignInAttempt
from cmia_docs.reasons import Reason
from cmia_docs.rules.passwords import LONGEST_PASSWORD, check_password

WINDOW = timedelta(minutes=15)
TRIES_FOR_NAME = 5
TRIES_FOR_ADDRESS = 30
LASTS = timedelta(hours=12)
"""A sign-in ends after this long, and after `IDLE` without a request."""
IDLE = timedelta(hours=2)

_HASHES_AT_ONCE = threading.BoundedSemaphore(4)
"""Each takes 64 MiB: many tries at once must not use up the memory."""

# The hash of a random password that nobody knows, with the costs of `hasher` (a test checks that): it is
# compared where there is no account. A constant, since making one at every start takes a tenth of a second.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$P4YeCtv2AOaE0IDS8sfDeA$PJCdWY1RLtE8DhekMpwPUIR+x4uycqDGk0X3PYMXcyw"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No sign-in. `limited`: too many tries; it may be tried again after `WINDOW`."""

    limited: bool


def note_try(work: Work, *, email: str, address: str) -> int:
    """Count a try as failed before the password is checked, so that many at once cannot pass the limit.

    Returns its id for `sign_in` or `change_password`, which have to run in a later transaction. Older tries
    are deleted: strangers decide how many there are.
    """
    work.db.execute(delete(SignInAttempt).where(SignInAttempt.at <= work.now - WINDOW))
    tried = SignInAttempt(name_hash=_name_hash(email), address=address, at=work.now, succeeded=False)
    work.db.add(tried)
    work.db.flush()
    return tried.id


def sign_in(work: Work, *, try_id: int, email: str, password: str, browser: str) -> str | Refusal:
    """A new sign-in's token, or a refusal that is the same for unknown names and wrong passwords."""
    tried = work.reads.get_one(SignInAttempt, try_id)
    if _limited(work.reads, tried, work.now):
        # Known and unknown names have the same limit, so this answer may come at once, and costs nothing.
        return Refusal(limited=True)
    person = work.reads.scalar(select(Person).where(Person.email == email.strip().lower()))
    # The hash is compared whether there is an account or not, so that both answers take the same time.
    if not _verify(person, password) or person is None:
        return Refusal(limited=False)
    if not _unchanged(work, person):
        return Refusal(limited=False)
    token = secrets.token_urlsafe(32)
    work.db.get_one(SignInAttempt, try_id).succeeded = True
    work.db.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person.id,
            created_at=work.now,
            seen_at=work.now,
            address=tried.address,
            browser="".join(c for c in browser if c.isprintable())[:200],
        )
    )
    return token


def signed_in(db: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in of a token while it lasts; None for one unknown, ended, idle, or of a disabled account."""
    signed = db.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))
    return signed if signed is not None and lasts(signed, now) else None


def lasts(signed: SignIn, now: datetime) -> bool:
    """Whether a sign-in is valid: not ended, not too old, not idle, the account open."""
    if signed.revoked_at is not None or signed.person.disabled_at is not None:
        return False
    return now - signed.created_at <= LASTS and now - signed.seen_at <= IDLE


def touch(work: Work, sign_in_id: int) -> None:
    """Note that a sign-in is in use."""
    signed = work.db.get(SignIn, sign_in_id)
    if signed is not None:
        signed.seen_at = work.now


def sign_out(work: Work, sign_in_id: int) -> None:
    """End one of the person's own sign-ins."""
    signed = work.db.get(SignIn, sign_in_id)
    if signed is None or signed.person_id != work.actor.id:
        raise NotFound(Reason.SIGN_IN_UNKNOWN)
    signed.revoked_at = signed.revoked_at or work.now


def change_password(work: Work, *, try_id: int, current: str, new: str) -> None:
    """Set another password; all sign-ins of the person end, this one too.

    The current password is needed, and tries are counted as for signing in, so that nobody can guess it on a
    machine where somebody is signed in.
    """
    if _limited(work.reads, work.reads.get_one(SignInAttempt, try_id), work.now):
        raise Invalid(Reason.SIGN_IN_LIMITED, field="current")
    person = work.reads.get(Person, work.actor.id)
    if not _verify(person, current) or person is None:
        raise Invalid(Reason.PASSWORD_WRONG, field="current")
    check_password(new, (person.email, person.name))
    new_hash = hasher.hash(new)  # slow by design, so before the writing transaction begins
    if not _unchanged(work, person):
        raise Invalid(Reason.PASSWORD_WRONG, field="current")
    work.db.get_one(SignInAttempt, try_id).succeeded = True
    work.db.get_one(Person, person.id).password_hash = new_hash
    end_sign_ins(work, person.id)


def _name_hash(email: str) -> str:
    return token_hash(email.strip().lower())


def _limited(db: Session, tried: SignInAttempt, now: datetime) -> bool:
    recent = (
        select(func.count())
        .select_from(SignInAttempt)
        .where(SignInAttempt.at > now - WINDOW, ~SignInAttempt.succeeded)
    )
    of_name = db.scalars(recent.where(SignInAttempt.name_hash == tried.name_hash)).one()
    of_address = db.scalars(recent.where(SignInAttempt.address == tried.address)).one()
    return of_name > TRIES_FOR_NAME or of_address > TRIES_FOR_ADDRESS


def _unchanged(work: Work, person: Person) -> bool:
    """Whether the account is open and still has the password that was compared: comparing takes time."""
    now = work.db.get_one(Person, person.id)
    return now.disabled_at is None and now.password_hash == person.password_hash


def _verify(person: Person | None, password: str) -> bool:
    stored = "" if person is None or person.disabled_at is not None else person.password_hash
    try:
        with _HASHES_AT_ONCE:
            hasher.verify(stored or _NOBODY, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)
