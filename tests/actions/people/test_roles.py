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
from cmia_docs.errors import Invalid, NotAllowed, NotFound, WrongState
from cmia_docs.models import RoleGrant
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.actions.test_two_at_once import at_once
from tests.factories.stage import Stage

ADMINISTRATOR = Grant(Role.ADMINISTRATOR)


def give(stage: Stage, who: str, grant: Grant, until: datetime | None = None) -> None:
    """The administrator gives a role."""
    with stage.work("administrator") as work:
        grant_role(work, stage.person(who).id, grant, until)


def held(stage: Stage, who: str) -> list[tuple[str, str, datetime | None]]:
    """The rows of a person's roles."""
    with stage.services.readers() as session:
        rows = session.scalars(select(RoleGrant).where(RoleGrant.person_id == stage.person(who).id))
        return [(row.role, row.state, row.until) for row in rows]


def test_a_role_for_a_state_and_for_a_time(stage: Stage) -> None:
    until = stage.clock() + timedelta(days=30)
    give(stage, "drafter", Grant(Role.CHAIR, "KG"), until)

    assert held(stage, "drafter") == [("drafter", "", None), ("chair", "KG", until)]
    assert stage.actor("drafter").states(Role.CHAIR) == {"KG"}
    stage.clock.advance(days=30)
    assert stage.actor("drafter").states(Role.CHAIR) == set()


@pytest.mark.parametrize(
    ("grant", "days", "reason", "field"),
    [
        (Grant(Role.DRAFTER), None, "grant.already", "role"),
        (Grant(Role.REVIEWER), None, "grant.state_missing", "state"),
        (Grant(Role.CHAIR), None, "grant.state_missing", "state"),
        (Grant(Role.ADMINISTRATOR, "BY"), None, "grant.state_unwanted", "state"),
        (Grant(Role.SECRETARIAT, "BY"), None, "grant.state_unwanted", "state"),
        (Grant(Role.REVIEWER, "FR"), None, "council.unknown_state", None),
        (Grant(Role.AUDITOR), None, "grant.until_missing", "until"),
        (Grant(Role.AUDITOR), 0, "grant.until_past", "until"),
        (Grant(Role.EXPERT), -1, "grant.until_past", "until"),
    ],
)
def test_what_cannot_be_given(
    stage: Stage, grant: Grant, days: int | None, reason: str, field: str | None
) -> None:
    until = None if days is None else stage.clock() + timedelta(days=days)

    with refused(Invalid, reason, field=field):
        give(stage, "drafter", grant, until)

    assert held(stage, "drafter") == [("drafter", "", None)]


def test_given_again_a_role_is_prolonged_shortened_or_made_lasting(stage: Stage) -> None:
    first, later = stage.clock() + timedelta(days=10), stage.clock() + timedelta(days=20)
    for until in (first, later, first, None):
        give(stage, "drafter", Grant(Role.EXPERT), until)
        assert held(stage, "drafter")[1:] == [("expert", "", until)]


def test_a_role_that_ended_can_be_given_again(stage: Stage) -> None:
    give(stage, "drafter", Grant(Role.EXPERT), stage.clock() + timedelta(days=1))
    stage.clock.advance(days=2)
    assert not stage.actor("drafter").has(Role.EXPERT)

    give(stage, "drafter", Grant(Role.EXPERT))

    assert stage.actor("drafter").has(Role.EXPERT)


def test_a_role_is_taken(stage: Stage) -> None:
    with stage.work("administrator") as work:
        revoke_role(work, stage.person("belarus").id, Grant(Role.REVIEWER, "BY"))

    assert held(stage, "belarus") == []
    with refused(NotFound, "grant.unknown"), stage.work("administrator") as work:
        revoke_role(work, stage.person("belarus").id, Grant(Role.REVIEWER, "BY"))


def test_only_an_administrator_gives_and_takes(stage: Stage) -> None:
    for who in ("secretary", "drafter", "auditor", "chair"):
        with refused(NotAllowed, "person.may_not_manage"), stage.work(who) as work:
            grant_role(work, stage.person(who).id, ADMINISTRATOR)
        with refused(NotAllowed, "person.may_not_manage"), stage.work(who) as work:
            revoke_role(work, stage.person("administrator").id, ADMINISTRATOR)


def test_nobody_takes_the_administrators_role_from_themselves(stage: Stage) -> None:
    give(stage, "secretary", ADMINISTRATOR)

    with refused(NotAllowed, "grant.own_administrator"), stage.work("administrator") as work:
        revoke_role(work, stage.person("administrator").id, ADMINISTRATOR)


def test_the_last_administrator_stays(stage: Stage) -> None:
    administrator = stage.person("administrator").id
    tomorrow = stage.clock() + timedelta(days=1)
    ways: list[Callable[[Work], object]] = [
        lambda work: revoke_role(work, administrator, ADMINISTRATOR),
        lambda work: people.disable(work, administrator),
        lambda work: grant_role(work, administrator, ADMINISTRATOR, tomorrow),
    ]
    # One who has not set a password yet, one for a time, one whose account is closed: none of them counts.
    with Work(stage.services, OPERATOR) as work:
        people.invite(work, email="new@cmia.test", name="Новый", language="ru", grants=[ADMINISTRATOR])
        grant_role(work, stage.person("expert").id, ADMINISTRATOR, tomorrow)
        grant_role(work, stage.person("drafter").id, ADMINISTRATOR)
        people.disable(work, stage.person("drafter").id)

    for way in ways:
        with refused(WrongState, "person.last_administrator"), Work(stage.services, OPERATOR) as work:
            way(work)

    give(stage, "secretary", ADMINISTRATOR)
    with Work(stage.services, OPERATOR) as work:
        revoke_role(work, administrator, ADMINISTRATOR)
    assert held(stage, "administrator") == []


def test_two_administrators_cannot_take_the_role_from_each_other(stage: Stage) -> None:
    give(stage, "secretary", ADMINISTRATOR)
    first, second = stage.actor("administrator"), stage.actor("secretary")
    assert first.id
    assert second.id
    ids = (first.id, second.id)

    def take(work: Work, person_id: int) -> None:
        with work:
            revoke_role(work, person_id, ADMINISTRATOR)

    outcomes = at_once(
        lambda: take(Work(stage.services, first), ids[1]), lambda: take(Work(stage.services, second), ids[0])
    )

    # The second finds that its own role ended; or, where both looked at the same moment, that it is the last.
    assert sorted(outcomes) in (["NotAllowed", "done"], ["WrongState", "done"])


def test_whose_role_has_ended_gets_no_notices_and_is_named_on_no_document(stage: Stage) -> None:
    give(stage, "other_drafter", Grant(Role.REVIEWER, "BY"), stage.clock() + timedelta(days=1))
    give(stage, "auditor", Grant(Role.EXPERT), stage.clock() + timedelta(days=1))
    stage.clock.advance(days=2)
    document_id = stage.circulated()
    stage.follow_up()

    assert stage.person("belarus").email in {to for to, _, _ in stage.mail.sent}
    assert stage.person("other_drafter").email not in {to for to, _, _ in stage.mail.sent}
    with refused(Invalid, "assignment.person"), stage.work("secretary") as work:
        documents.assign(work, document_id, stage.person("auditor").id, Role.EXPERT)
