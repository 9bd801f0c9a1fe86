"""Accounts as an administrator looks them up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cmia_docs.actions.people import people
from cmia_docs.actions.people.roles import grant_role
from cmia_docs.errors import NotFound
from cmia_docs.queries.people.people import account, accounts, holders
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST
from tests.factories.stage import Stage
from tests.web.queries import counted


def found(stage: Stage, **wanted: Any) -> list[str]:
    """Short names of the accounts found, in order."""
    short = {email: who for who, (_, email, _) in CAST.items()}
    with stage.services.readers() as session:
        return [short[a.person.email] for a in accounts(session, stage.clock(), **wanted)]


def test_all_by_name(stage: Stage) -> None:
    assert found(stage) == sorted(CAST, key=lambda who: CAST[who][0])


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ({"words": "белов"}, ["secretary"]),
        ({"words": "ТКАЧЁВА"}, ["expert"]),
        ({"words": "KG@"}, ["kyrgyzstan", "other_chair"]),
        ({"words": "%"}, []),
        ({"words": "_"}, []),
        ({"role": "auditor"}, ["auditor"]),
        ({"role": "chair", "state": "KZ"}, ["chair"]),
        ({"role": "reviewer", "state": "KZ"}, ["kazakhstan"]),
        ({"role": "drafter", "state": "KZ"}, []),
        ({"status": "invited"}, []),
        ({"status": "nonsense", "role": "auditor"}, ["auditor"]),
    ],
)
def test_narrowed(stage: Stage, wanted: dict[str, str], who: list[str]) -> None:
    assert found(stage, **wanted) == who


def test_role_and_state_are_those_of_one_grant_that_lasts(stage: Stage) -> None:
    with stage.work("administrator") as work:
        until = stage.clock() + timedelta(days=1)
        grant_role(work, stage.person("belarus").id, Grant(Role.CHAIR, "KZ"), until)
    assert found(stage, role="reviewer", state="KZ") == ["kazakhstan"]
    assert found(stage, role="chair", state="KZ") == ["belarus", "chair"]

    stage.clock.advance(days=2)

    assert found(stage, role="chair", state="KZ") == ["chair"]
    with stage.services.readers() as session:
        assert [p.email for p in holders(session, Role.CHAIR, stage.clock())] == [
            CAST["chair"][1],
            CAST["other_chair"][1],
        ]


def test_status_last_seen_and_open_invitation(stage: Stage) -> None:
    stage.client("drafter")
    drafter, expert = stage.person("drafter").id, stage.person("expert").id
    with stage.work("administrator") as work:
        people.disable(work, expert)
        new, _ = people.invite(work, email="new@cmia.test", name="Новый", language="ru", grants=[])
    now = stage.clock()
    with stage.services.readers() as session:
        shown = [account(session, id_, now) for id_ in (drafter, expert, new.id)]
        later = account(session, new.id, now + timedelta(days=7))

    assert [(a.status, a.seen_at, a.invited_until) for a in shown] == [
        # The cast was given passwords without using their invitations.
        ("active", now, now + timedelta(days=7)),
        ("disabled", None, None),
        ("invited", None, now + timedelta(days=7)),
    ]
    assert later.invited_until is None
    assert found(stage, status="disabled") == ["expert"]


def test_an_unknown_account(stage: Stage) -> None:
    with stage.services.readers() as session, pytest.raises(NotFound, match=r"person\.unknown"):
        account(session, 999_999, stage.clock())


def test_a_list_takes_two_queries(stage: Stage) -> None:
    with counted(stage) as statements:
        found(stage)
    assert len(statements) == 2
