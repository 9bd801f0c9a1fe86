"""What the pages of accounts show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from cmia_docs.models import Person, RoleGrant
from cmia_docs.queries.people.people import ACTIVE, DISABLED, INVITED, Account, account
from cmia_docs.rules.workflow import Role
from cmia_docs.web.people.forms import GrantForm
from cmia_docs.web.shared.context import actor, council, now, reads
from cmia_docs.web.shared.labels import language_name, role_name
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_context import in_language
from cmia_docs.web.shared.page_parts import Select


def state_names() -> dict[str, str]:
    """Code -> name of the council's states and bodies, in the page's language."""
    return {state.code: in_language(state.names) for state in council().states}


def selects(role: str, state: str, status: str) -> list[Select]:
    """The filters over the list of accounts."""
    states = [("", _("all")), *state_names().items()]
    roles = [("", _("all")), *((role.value, role_name(role)) for role in Role)]
    statuses = [("", _("all")), (ACTIVE, _("active")), (INVITED, _("invited")), (DISABLED, _("disabled"))]
    return [
        select("role", _("Role"), role, roles),
        select("state", _("State or body"), state, states),
        select("status", _("Account"), status, statuses),
    ]


def row(shown: Account, states: Mapping[str, str]) -> dict[str, Any]:
    """One account in the list: the roles that hold now."""
    grants = shown.roles(now())
    return {
        "name": shown.person.name,
        "email": shown.person.email,
        "state": ", ".join(sorted({states.get(g.state, g.state) for g in grants if g.state})),
        "roles": ", ".join(dict.fromkeys(role_name(g.role) for g in grants)),
        "status": shown.status,
        "seen": shown.seen_at,
        "url": url_for("people.show", person_id=shown.person.id),
        "acts": [],
    }


def person_page(person_id: int, form: GrantForm) -> str:
    """The page of one account."""
    shown = account(reads(), person_id, now())
    states = state_names()
    own = shown.person.id == actor().id
    return render_template(
        "web/people/show.html",
        account=shown,
        person=shown.person,
        own=own,
        language=language_name(shown.person.language),
        grants=[_grant(grant, shown.person, states, own) for grant in shown.person.grants],
        form=form,
    )


def _grant(grant: RoleGrant, person: Person, states: Mapping[str, str], own: bool) -> dict[str, Any]:
    address = url_for("people.revoke", person_id=person.id, role=grant.role, state=grant.state or None)
    return {
        "role": role_name(grant.role),
        "state": states.get(grant.state, grant.state),
        "until": grant.until,
        "ended": grant.until is not None and grant.until <= now(),
        # Nobody takes the administrator's role from themselves.
        "revoke_url": None if own and grant.role == Role.ADMINISTRATOR else address,
    }
