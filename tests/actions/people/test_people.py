"""Accounts: invitations that work once, closing and opening, what ends with them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cmia_docs.actions.people import people
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, WrongState
from cmia_docs.models import Event, Invitation, Letter, Person, SignIn
from cmia_docs.rules.permissions import PUBLIC_READER, Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST, PASSWORD
from tests.factories.stage import Stage

NEW = "tokarev@cmia.test"
WORDS = "семь синих лодок у берега"


def invited(stage: Stage, email: str = NEW, **changes: object) -> tuple[int, str]:
    """An account made by the administrator; its id and the token of its invitation."""
    with stage.work("administrator") as work:
        given: dict[str, object] = {"name": "Пётр Токарев", "language": "ru", "grants": [Grant(Role.DRAFTER)]}
        person, token = people.invite(work, email=email, **(given | changes))  # type: ignore[arg-type]
    return person.id, token


def join(stage: Stage, token: str, password: str = WORDS) -> None:
    """Set the password by the invitation."""
    with Work(stage.services, PUBLIC_READER, "test-join") as work:
        people.join(work, token, password)


def events(stage: Stage) -> list[tuple[str, str]]:
    """Who did what, in order, since the installation was made."""
    with stage.services.readers() as session:
        rows = session.scalars(select(Event).where(Event.request_id.like("test-%")).order_by(Event.id))
        return [(event.actor_name, event.kind) for event in rows]


def test_an_invited_person_joins_and_holds_the_role(stage: Stage) -> None:
    person_id, token = invited(stage)
    join(stage, token)

    with stage.services.readers() as session:
        person = session.get_one(Person, person_id)
    assert (person.email, person.name, person.language) == (NEW, "Пётр Токарев", "ru")
    assert [(grant.role, grant.state, grant.until) for grant in person.grants] == [("drafter", "", None)]
    assert people.hasher.verify(person.password_hash, WORDS)
    administrator = CAST["administrator"][0]
    assert events(stage) == [
        (administrator, "invite"),
        (administrator, "grant"),
        ("Пётр Токарев", "join"),
    ]


def test_the_token_is_kept_only_as_a_sum_and_leaves_the_letter_once_sent(stage: Stage) -> None:
    _, token = invited(stage)
    with stage.services.readers() as session:
        assert token not in {row.token_hash for row in session.scalars(select(Invitation))}
        letter = session.scalars(select(Letter).where(Letter.to == NEW)).one()
        assert letter.values == {"token": token}

    stage.follow_up()

    with stage.services.readers() as session:
        assert session.get_one(Letter, letter.id).values == {}
        assert token not in str([event.data for event in session.scalars(select(Event))])


def test_a_token_works_once(stage: Stage) -> None:
    _, token = invited(stage)
    join(stage, token)

    with refused(NotFound, "invitation.unknown"):
        join(stage, token, "совсем другие слова подряд")


def test_a_token_works_for_a_week(stage: Stage) -> None:
    _, early = invited(stage)
    _, late = invited(stage, "late@cmia.test")
    stage.clock.advance(days=7, seconds=-1)
    join(stage, early)
    stage.clock.advance(seconds=1)

    with refused(NotFound, "invitation.unknown"):
        join(stage, late)


def test_a_new_invitation_ends_the_older_one(stage: Stage) -> None:
    person_id, first = invited(stage)
    with stage.work("administrator") as work:
        second = people.invite_again(work, person_id)

    with refused(NotFound, "invitation.unknown"):
        join(stage, first)
    join(stage, second)
    assert [kind for _, kind in events(stage)] == ["invite", "grant", "remind", "join"]


def test_a_weak_password_leaves_the_invitation_open(stage: Stage) -> None:
    _, token = invited(stage)
    for password, reason in (("short", "too_short"), ("password123456789", "common")):
        with refused(Invalid, f"password.{reason}"):
            join(stage, token, password)
    join(stage, token)


def test_a_new_password_ends_all_sign_ins(stage: Stage) -> None:
    stage.client("drafter")
    with stage.work("administrator") as work:
        token = people.invite_again(work, stage.person("drafter").id)
    join(stage, token)

    with stage.services.readers() as session:
        assert [row.revoked_at for row in session.scalars(select(SignIn))] == [stage.clock()]


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
    stage: Stage, changes: dict[str, object], reason: str, field: str
) -> None:
    with refused(Invalid, reason, field=field):
        invited(stage, **changes)  # type: ignore[arg-type]

    assert events(stage) == []


@pytest.mark.parametrize("who", [who for who in CAST if who != "administrator"])
def test_only_an_administrator_invites(stage: Stage, who: str) -> None:
    with refused(NotAllowed, "person.may_not_manage"), stage.work(who) as work:
        people.invite(work, email=NEW, name="Пётр Токарев", language="ru", grants=[])


def test_closing_ends_sign_ins_and_invitations_and_opening_brings_neither_back(stage: Stage) -> None:
    client, person_id = stage.client("drafter"), stage.person("drafter").id
    with stage.work("administrator") as work:
        token = people.invite_again(work, person_id)
    with stage.work("administrator") as work:
        people.disable(work, person_id)
    assert client.get("/account").status_code == 302

    with stage.work("administrator") as work:
        people.enable(work, person_id)

    assert client.get("/account").status_code == 302
    with refused(NotFound, "invitation.unknown"):
        join(stage, token)
    signed_in = stage.client().post("/sign-in", data={"email": CAST["drafter"][1], "password": PASSWORD})
    assert signed_in.headers["Location"] == "/"


def test_a_closed_account_gets_no_invitation(stage: Stage) -> None:
    with stage.work("administrator") as work:
        people.disable(work, stage.person("drafter").id)

    with refused(WrongState, "person.disabled"), stage.work("administrator") as work:
        people.invite_again(work, stage.person("drafter").id)


def test_closing_and_opening_twice_is_recorded_once(stage: Stage) -> None:
    for act in (people.disable, people.disable, people.enable, people.enable):
        with stage.work("administrator") as work:
            act(work, stage.person("drafter").id)

    assert [kind for _, kind in events(stage)] == ["disable", "enable"]


def test_nobody_closes_their_own_account(stage: Stage) -> None:
    with refused(NotAllowed, "person.disable_self"), stage.work("administrator") as work:
        people.disable(work, stage.person("administrator").id)


def test_an_unknown_account(stage: Stage) -> None:
    for act in (people.disable, people.enable, people.invite_again):
        with refused(NotFound, "person.unknown"), stage.work("administrator") as work:
            act(work, 999_999)
