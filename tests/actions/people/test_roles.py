"""Roles: for a state, for a time; and there is always somebody who can manage accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from cmia_docs.actions.document import documents
from cmia_docs.actions.people import people
from cmia_docs.actions.people.roles import grant_role, revoke_role
from cmia_docs.actions.work import Work
from cmia_docs.cli.console import OPERATOR
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import RoleGrant
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.actions.test_two_at_once import at_once
from tests.factories.product import Product

ADMINISTRATOR = Grant(Role.ADMINISTRATOR)


def give(product: Product, who: str, grant: Grant, until: datetime | None = None) -> None:
    """The administrator gives a role."""
    with product.work("administrator") as work:
        grant_role(work, product.person(who).id, grant, until)


def held(product: Product, who: str) -> list[tuple[str, str, datetime | None]]:
    """The rows of a person's roles."""
    with product.services.readers() as db:
        rows = db.scalars(select(RoleGrant).where(RoleGrant.person_id == product.person(who).id))
        return [(row.role, row.state, row.until) for row in rows]


def test_a_role_for_a_state_and_for_a_time(product: Product) -> None:
    until = product.clock() + timedelta(days=30)
    give(product, "drafter", Grant(Role.CHAIR, "KG"), until)

    assert held(product, "drafter") == [("drafter", "", None), ("chair", "KG", until)]
    assert product.actor("drafter").states(Role.CHAIR) == {"KG"}
    product.clock.advance(days=30)
    assert product.actor("drafter").states(Role.CHAIR) == set()


@pytest.mark.parametrize(
    ("grant", "days", "reason", "field"),
    [
        (Grant(Role.DRAFTER), None, "grant.already", "role"),
        (Grant(Role.REVIEWER), None, "grant.state_missing", "state"),
        (Grant(Role.CHAIR), None, "grant.state_missing", "state"),
        (Grant(Role.ADMINISTRATOR, "BY"), None, "grant.state_unwanted", "state"),
        (Grant(Role.SECRETARIAT, "BY"), None, "grant.state_unwanted", "state"),
        (Grant(Role.REVIEWER, "FR"), None, "council.unknown_state", ""),
        (Grant(Role.AUDITOR), None, "grant.until_missing", "until"),
        (Grant(Role.AUDITOR), 0, "grant.until_past", "until"),
        (Grant(Role.EXPERT), -1, "grant.until_past", "until"),
    ],
)
def test_what_cannot_be_given(
    product: Product, grant: Grant, days: int | None, reason: str, field: str
) -> None:
    until = None if days is None else product.clock() + timedelta(days=days)

    with refused(Invalid, reason, field=field):
        give(product, "drafter", grant, until)

    assert held(product, "drafter") == [("drafter", "", None)]


def test_given_again_a_role_is_prolonged_shortened_or_made_lasting(product: Product) -> None:
    first, later = product.clock() + timedelta(days=10), product.clock() + timedelta(days=20)
    for until in (first, later, first, None):
        give(product, "drafter", Grant(Role.EXPERT), until)
        assert held(product, "drafter")[1:] == [("expert", "", until)]


def test_a_role_that_ended_can_be_given_again(product: Product) -> None:
    give(product, "drafter", Grant(Role.EXPERT), product.clock() + timedelta(days=1))
    product.clock.advance(days=2)
    assert not product.actor("drafter").has(Role.EXPERT)

    give(product, "drafter", Grant(Role.EXPERT))

    assert product.actor("drafter").has(Role.EXPERT)


def test_a_role_is_taken(product: Product) -> None:
    with product.work("administrator") as work:
        revoke_role(work, product.person("belarus").id, Grant(Role.REVIEWER, "BY"))

    assert held(product, "belarus") == []
    with refused(NotFound, "grant.unknown"), product.work("administrator") as work:
        revoke_role(work, product.person("belarus").id, Grant(Role.REVIEWER, "BY"))


def test_only_an_administrator_gives_and_takes(product: Product) -> None:
    for who in ("secretary", "drafter", "auditor", "chair"):
        with refused(NotAllowed, "person.may_not_manage"), product.work(who) as work:
            grant_role(work, product.person(who).id, ADMINISTRATOR)
        with refused(NotAllowed, "person.may_not_manage"), product.work(who) as work:
            revoke_role(work, product.person("administrator").id, ADMINISTRATOR)


def test_nobody_takes_the_administrators_role_from_themselves(product: Product) -> None:
    give(product, "secretary", ADMINISTRATOR)

    with refused(NotAllowed, "grant.own_administrator"), product.work("administrator") as work:
        revoke_role(work, product.person("administrator").id, ADMINISTRATOR)


def test_the_last_administrator_stays(product: Product) -> None:
    administrator = product.person("administrator").id
    tomorrow = product.clock() + timedelta(days=1)
    ways: list[Callable[[Work], object]] = [
        lambda work: revoke_role(work, administrator, ADMINISTRATOR),
        lambda work: people.disable(work, administrator),
        lambda work: grant_role(work, administrator, ADMINISTRATOR, tomorrow),
    ]
    # One who has not set a password yet, one for a time, one whose account is closed: none of them counts.
    with Work(product.services, OPERATOR) as work:
        people.invite(work, email="new@cmia.test", name="Новый", language="ru", grants=[ADMINISTRATOR])
        grant_role(work, product.person("expert").id, ADMINISTRATOR, tomorrow)
        grant_role(work, product.person("drafter").id, ADMINISTRATOR)
        people.disable(work, product.person("drafter").id)

    for way in ways:
        with refused(NotPossible, "person.last_administrator"), Work(product.services, OPERATOR) as work:
            way(work)

    give(product, "secretary", ADMINISTRATOR)
    with Work(product.services, OPERATOR) as work:
        revoke_role(work, administrator, ADMINISTRATOR)
    assert held(product, "administrator") == []


def test_two_administrators_cannot_take_the_role_from_each_other(product: Product) -> None:
    give(product, "secretary", ADMINISTRATOR)
    first, second = product.actor("administrator"), product.actor("secretary")
    assert first.id
    assert second.id
    ids = (first.id, second.id)

    def take(work: Work, person_id: int) -> None:
        with work:
            revoke_role(work, person_id, ADMINISTRATOR)

    outcomes = at_once(
        lambda: take(Work(product.services, first), ids[1]),
        lambda: take(Work(product.services, second), ids[0]),
    )

    # The second finds that its own role ended; or, where both looked at the same moment, that it is the last.
    assert sorted(outcomes) in (["NotAllowed", "done"], ["NotPossible", "done"])


def test_whose_role_has_ended_gets_no_notices_and_is_named_on_no_document(product: Product) -> None:
    give(product, "other_drafter", Grant(Role.REVIEWER, "BY"), product.clock() + timedelta(days=1))
    give(product, "auditor", Grant(Role.EXPERT), product.clock() + timedelta(days=1))
    product.clock.advance(days=2)
    document_id = product.circulated()
    product.follow_up()

    assert product.person("belarus").email in {to for to, _, _ in product.mail.sent}
    assert product.person("other_drafter").email not in {to for to, _, _ in product.mail.sent}
    with refused(Invalid, "assignment.person"), product.work("secretary") as work:
        documents.assign(work, document_id, product.person("auditor").id, Role.EXPERT)
