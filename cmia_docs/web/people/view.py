"""The pages of accounts, as an administrator sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Person, RoleGrant
from cmia_docs.queries.people.people import ACTIVE, DISABLED, INVITED, Account, account, accounts
from cmia_docs.rules.workflow import Role
from cmia_docs.web.shared.context import actor, council, now, reads
from cmia_docs.web.shared.labels import language_name, role_name
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_context import in_language
from cmia_docs.web.shared.page_parts import Select, TextFilter
from cmia_docs.web.shared.paging import parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account with the states and roles that it has now. `status`: active, invited or disabled."""

    name: str
    email: str
    states: str
    roles: str
    status: str
    seen_at: datetime | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """For web/people/list.html."""

    accounts: Sequence[AccountRow]
    query: TextFilter
    selects: Sequence[Select]
    url: str
    invite_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """A role that a person has or had; without an address where nobody may revoke it from themselves."""

    role: str
    state: str
    until: datetime | None
    has_ended: bool
    revoke_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """For web/people/show.html. `is_own`: it is the account of the person who reads the page."""

    person_id: int
    name: str
    email: str
    language: str
    status: str
    is_own: bool
    grants: Sequence[GrantRow]
    seen_at: datetime | None
    invited_until: datetime | None
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedPage:
    """For web/people/invited.html: the link of an invitation, which is shown once."""

    name: str
    email: str
    link: str
    url: str


def people_page() -> PeoplePage:
    """The accounts that fit the filters of the address."""
    words, role = parameter("q"), parameter("role", 20)
    state, status = parameter("state", 10), parameter("status", 10)
    names = _state_names()
    shown = accounts(reads(), now(), words=words, role=role, state=state, status=status)
    return PeoplePage(
        accounts=[_row(each, names) for each in shown],
        query=TextFilter("q", _("Name or email"), words),
        selects=_selects(role, state, status),
        url=url_for("people.index"),
        invite_url=url_for("people.invite"),
    )


def person_page(person_id: int) -> PersonPage:
    """One account; `NotFound` where there is none."""
    shown = account(reads(), person_id, now())
    person, names = shown.person, _state_names()
    return PersonPage(
        person_id=person.id,
        name=person.name,
        email=person.email,
        language=language_name(person.language),
        status=shown.status,
        is_own=person.id == actor().id,
        grants=[_grant(grant, person, names) for grant in person.grants],
        seen_at=shown.seen_at,
        invited_until=shown.invited_until,
        disabled_at=person.disabled_at,
    )


def invited_page(person_id: int, link: str) -> InvitedPage:
    """The link of a person who was just invited."""
    person = reads().get_one(Person, person_id)
    url = url_for("people.show", person_id=person_id)
    return InvitedPage(name=person.name, email=person.email, link=link, url=url)


def _state_names() -> dict[str, str]:
    """The names of the council's states and bodies by code, in the page's language."""
    return {state.code: in_language(state.names) for state in council().states}


def _selects(role: str, state: str, status: str) -> list[Select]:
    states = [("", _("all")), *_state_names().items()]
    roles = [("", _("all")), *((role.value, role_name(role)) for role in Role)]
    statuses = [("", _("all")), (ACTIVE, _("active")), (INVITED, _("invited")), (DISABLED, _("disabled"))]
    return [
        select("role", _("Role"), role, roles),
        select("state", _("State or body"), state, states),
        select("status", _("Account"), status, statuses),
    ]


def _row(shown: Account, names: Mapping[str, str]) -> AccountRow:
    grants = shown.roles(now())
    return AccountRow(
        name=shown.person.name,
        email=shown.person.email,
        states=", ".join(sorted({names.get(g.state, g.state) for g in grants if g.state})),
        roles=", ".join(dict.fromkeys(role_name(g.role) for g in grants)),
        status=shown.status,
        seen_at=shown.seen_at,
        url=url_for("people.show", person_id=shown.person.id),
    )


def _grant(grant: RoleGrant, person: Person, names: Mapping[str, str]) -> GrantRow:
    address = url_for("people.revoke", person_id=person.id, role=grant.role, state=grant.state or None)
    # Nobody takes the administrator's role from themselves.
    is_own_administration = person.id == actor().id and grant.role == Role.ADMINISTRATOR
    return GrantRow(
        role=role_name(grant.role),
        state=names.get(grant.state, grant.state),
        until=grant.until,
        has_ended=grant.until is not None and grant.until <= now(),
        revoke_url=None if is_own_administration else address,
    )
