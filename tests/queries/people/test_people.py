"""Accounts, as an administrator searches them."""

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
from tests.factories.product import Product
from tests.web.queries import counted


def listed(product: Product, **wanted: Any) -> list[str]:
    """Short names of the accounts listed, in order; the address of one outside the cast."""
    short = {email: who for who, (_, email, _) in CAST.items()}
    with product.services.readers() as db:
        return [short.get(a.person.email, a.person.email) for a in accounts(db, product.clock(), **wanted)]


def everybody() -> list[str]:
    """The cast by name."""
    return sorted(CAST, key=lambda who: CAST[who][0])


def test_all_by_name(product: Product) -> None:
    assert listed(product) == everybody()


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
def test_narrowed(product: Product, wanted: dict[str, str], who: list[str]) -> None:
    assert listed(product, **wanted) == who


def test_role_and_state_are_those_of_one_grant_that_lasts(product: Product) -> None:
    with product.work("administrator") as work:
        until = product.clock() + timedelta(days=1)
        grant_role(work, product.person("belarus").id, Grant(Role.CHAIR, "KZ"), until)
    assert listed(product, role="reviewer", state="KZ") == ["kazakhstan"]
    assert listed(product, role="chair", state="KZ") == ["belarus", "chair"]

    product.clock.advance(days=2)

    assert listed(product, role="chair", state="KZ") == ["chair"]
    with product.services.readers() as db:
        assert [p.email for p in holders(db, Role.CHAIR, product.clock())] == [
            CAST["chair"][1],
            CAST["other_chair"][1],
        ]


def test_status_last_seen_and_open_invitation(product: Product) -> None:
    product.client("drafter")
    drafter, expert = product.person("drafter").id, product.person("expert").id
    with product.work("administrator") as work:
        people.disable(work, expert)
        new, _ = people.invite(work, email="new@cmia.test", name="Новый", language="ru", grants=[])
    now = product.clock()
    with product.services.readers() as db:
        shown = [account(db, id_, now) for id_ in (drafter, expert, new.id)]
        later = account(db, new.id, now + timedelta(days=7))

    assert [(a.status, a.seen_at, a.invited_until) for a in shown] == [
        # The cast was given passwords without using their invitations.
        ("active", now, now + timedelta(days=7)),
        ("disabled", None, None),
        ("invited", None, now + timedelta(days=7)),
    ]
    assert later.invited_until is None
    assert listed(product, status="disabled") == ["expert"]


def test_an_account_has_one_status(product: Product) -> None:
    with product.work("administrator") as work:
        people.disable(work, product.person("expert").id)
        _, gone = (
            people.invite(work, email=f"{name}@cmia.test", name=name, language="ru", grants=[])[0]
            for name in ("new", "gone")
        )
        people.disable(work, gone.id)

    assert listed(product, status="active") == [who for who in everybody() if who != "expert"]
    assert listed(product, status="invited") == ["new@cmia.test"]
    assert listed(product, status="disabled") == ["gone@cmia.test", "expert"]


def test_holders_are_open_accounts_by_name(product: Product) -> None:
    with product.work("administrator") as work:
        for who in ("belarus", "kazakhstan"):
            grant_role(work, product.person(who).id, Grant(Role.EXPERT))
        people.disable(work, product.person("kazakhstan").id)

    with product.services.readers() as db:
        names = [person.name for person in holders(db, Role.EXPERT, product.clock())]

    assert names == sorted(CAST[who][0] for who in ("belarus", "expert"))


def test_an_unknown_account(product: Product) -> None:
    with product.services.readers() as db, pytest.raises(NotFound, match=r"person\.unknown"):
        account(db, 999_999, product.clock())


def test_a_list_takes_two_queries(product: Product) -> None:
    with counted(product) as statements:
        listed(product)
    assert len(statements) == 2
