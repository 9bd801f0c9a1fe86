"""Accounts: invitations that work once, closing and opening, what ends with them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cmia_docs.actions.people import people
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import Event, Invitation, Notice, Person, SignIn
from cmia_docs.rules.permissions import PUBLIC_READER, Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product

NEW = "tokarev@cmia.test"
WORDS = "семь синих лодок у берега"


def invited(product: Product, email: str = NEW, **changes: object) -> tuple[int, str]:
    """An account made by the administrator; its id and the token of its invitation."""
    with product.work("administrator") as work:
        given: dict[str, object] = {"name": "Пётр Токарев", "language": "ru", "grants": [Grant(Role.DRAFTER)]}
        person, token = people.invite(work, email=email, **(given | changes))  # type: ignore[arg-type]
    return person.id, token


def join(product: Product, token: str, password: str = WORDS) -> None:
    """Set the password by the invitation."""
    with Work(product.services, PUBLIC_READER, "test-join") as work:
        people.join(work, token, password)


def events(product: Product) -> list[tuple[str, str]]:
    """Who did what, in order, since the installation was made."""
    with product.services.readers() as db:
        rows = db.scalars(select(Event).where(Event.request_id.like("test-%")).order_by(Event.id))
        return [(event.actor_name, event.kind) for event in rows]


def test_an_invited_person_joins_and_holds_the_role(product: Product) -> None:
    person_id, token = invited(product)
    join(product, token)

    with product.services.readers() as db:
        person = db.get_one(Person, person_id)
    assert (person.email, person.name, person.language) == (NEW, "Пётр Токарев", "ru")
    assert [(grant.role, grant.state, grant.until) for grant in person.grants] == [("drafter", "", None)]
    assert people.hasher.verify(person.password_hash, WORDS)
    administrator = CAST["administrator"][0]
    assert events(product) == [
        (administrator, "invite"),
        (administrator, "grant"),
        ("Пётр Токарев", "join"),
    ]
    with product.services.readers() as db:
        joined = db.scalars(select(Event).where(Event.kind == "join", Event.request_id == "test-join")).one()
    assert (joined.actor_id, joined.actor_email) == (person_id, NEW)


def test_only_the_sum_of_the_token_is_stored_once_the_notice_is_sent(product: Product) -> None:
    _, token = invited(product)
    with product.services.readers() as db:
        assert token not in {row.token_hash for row in db.scalars(select(Invitation))}
        notice = db.scalars(select(Notice).where(Notice.to == NEW)).one()
        assert notice.values == {"token": token}

    product.follow_up()

    with product.services.readers() as db:
        assert db.get_one(Notice, notice.id).values == {}
        assert token not in str([event.data for event in db.scalars(select(Event))])


def test_a_token_works_once(product: Product) -> None:
    _, token = invited(product)
    join(product, token)

    with refused(NotFound, "invitation.unknown"):
        join(product, token, "совсем другие слова подряд")


def test_a_token_works_for_a_week(product: Product) -> None:
    _, early = invited(product)
    _, late = invited(product, "late@cmia.test")
    product.clock.advance(days=7, seconds=-1)
    join(product, early)
    product.clock.advance(seconds=1)

    with refused(NotFound, "invitation.unknown"):
        join(product, late)


def test_a_new_invitation_ends_the_older_one(product: Product) -> None:
    person_id, first = invited(product)
    with product.work("administrator") as work:
        second = people.invite_again(work, person_id)

    with refused(NotFound, "invitation.unknown"):
        join(product, first)
    join(product, second)
    assert [kind for _, kind in events(product)] == ["invite", "grant", "remind", "join"]


def test_a_weak_password_leaves_the_invitation_open(product: Product) -> None:
    _, token = invited(product)
    for password, reason in (("short", "too_short"), ("password123456789", "common")):
        with refused(Invalid, f"password.{reason}"):
            join(product, token, password)
    join(product, token)


def test_a_new_password_ends_all_sign_ins(product: Product) -> None:
    product.client("drafter")
    with product.work("administrator") as work:
        token = people.invite_again(work, product.person("drafter").id)
    join(product, token)

    with product.services.readers() as db:
        assert [row.revoked_at for row in db.scalars(select(SignIn))] == [product.clock()]


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"email": CAST["drafter"][1].upper()}, "person.email_taken", "email"),
        ({"email": "nobody"}, "person.email", "email"),
        ({"email": "a@b\r\nBcc: c@cmia.test"}, "person.email", "email"),
        ({"name": " "}, "field.missing", "name"),
        ({"name": "Анна\u202eСерова"}, "field.character", "name"),
        ({"language": "de"}, "person.language", "language"),
        ({"grants": [Grant(Role.REVIEWER)]}, "grant.state_missing", "state"),
        ({"grants": [Grant(Role.AUDITOR)]}, "grant.until_missing", "until"),
    ],
)
def test_what_cannot_be_an_invitation(
    product: Product, changes: dict[str, object], reason: str, field: str
) -> None:
    with refused(Invalid, reason, field=field):
        invited(product, **changes)  # type: ignore[arg-type]

    assert events(product) == []


@pytest.mark.parametrize("who", [who for who in CAST if who != "administrator"])
def test_only_an_administrator_invites(product: Product, who: str) -> None:
    with refused(NotAllowed, "person.may_not_manage"), product.work(who) as work:
        people.invite(work, email=NEW, name="Пётр Токарев", language="ru", grants=[])


def test_closing_ends_sign_ins_and_invitations_and_opening_brings_neither_back(product: Product) -> None:
    client, person_id = product.client("drafter"), product.person("drafter").id
    with product.work("administrator") as work:
        token = people.invite_again(work, person_id)
    with product.work("administrator") as work:
        people.disable(work, person_id)
    assert client.get("/account").status_code == 302

    with product.work("administrator") as work:
        people.enable(work, person_id)

    assert client.get("/account").status_code == 302
    with refused(NotFound, "invitation.unknown"):
        join(product, token)
    signed_in = product.client().post("/sign-in", data={"email": CAST["drafter"][1], "password": PASSWORD})
    assert signed_in.headers["Location"] == "/"


def test_a_closed_account_gets_no_invitation(product: Product) -> None:
    with product.work("administrator") as work:
        people.disable(work, product.person("drafter").id)

    with refused(NotPossible, "person.disabled"), product.work("administrator") as work:
        people.invite_again(work, product.person("drafter").id)


def test_closing_and_opening_twice_is_recorded_once(product: Product) -> None:
    for action in (people.disable, people.disable, people.enable, people.enable):
        with product.work("administrator") as work:
            action(work, product.person("drafter").id)

    assert [kind for _, kind in events(product)] == ["disable", "enable"]


def test_nobody_closes_their_own_account(product: Product) -> None:
    with refused(NotAllowed, "person.disable_self"), product.work("administrator") as work:
        people.disable(work, product.person("administrator").id)


def test_an_unknown_account(product: Product) -> None:
    for action in (people.disable, people.enable, people.invite_again):
        with refused(NotFound, "person.unknown"), product.work("administrator") as work:
            action(work, 999_999)
