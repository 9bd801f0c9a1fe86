"""The pages on which people manage their own account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy import select

from cmia_docs.actions.people.sign_in import lasts
from cmia_docs.models import Person, SignIn
from cmia_docs.web.people.browser_names import browser_name
from cmia_docs.web.shared.context import actor, now, reads, sign_in_id


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage:
    """For web/people/join.html: whose account it is."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRow:
    """A sign-in that still lasts. `end_url` is None for the one in use; `browser` is empty if unknown."""

    browser: str
    address: str
    created_at: datetime
    seen_at: datetime
    end_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """For web/people/account.html: the sign-ins, the one used last first."""

    sign_ins: Sequence[SignInRow]


def join_page(person: Person) -> JoinPage:
    """The page of an invited person."""
    return JoinPage(name=person.name, email=person.email)


def account_page() -> AccountPage:
    """The account of the request's person."""
    query = select(SignIn).where(SignIn.person_id == actor().id, SignIn.revoked_at.is_(None))
    rows = reads().scalars(query.order_by(SignIn.seen_at.desc())).all()
    return AccountPage(sign_ins=[_row(row) for row in rows if lasts(row, now())])


def _row(row: SignIn) -> SignInRow:
    return SignInRow(
        browser=browser_name(row.browser),
        address=row.address,
        created_at=row.created_at,
        seen_at=row.seen_at,
        end_url=None if row.id == sign_in_id() else url_for("signing_in.end", other_id=row.id),
    )
