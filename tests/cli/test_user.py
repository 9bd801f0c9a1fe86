"""`flask user`: accounts from the server's console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from cmia_docs import create_app
from cmia_docs.actions.council import council
from cmia_docs.actions.services import Services
from cmia_docs.actions.work import Work
from cmia_docs.cli.console import OPERATOR
from cmia_docs.models import Event, Notice, Person
from tests.cli.commands import at, flask, within
from tests.conftest import close, settings_for
from tests.factories.council import CAST, SETTINGS

PASSWORD = "семь синих лодок у берега"
NEW = "new@example.org"


@pytest.fixture
def app(data: Path) -> Iterator[Flask]:
    """The product on the data folder that the commands change."""
    made = create_app(settings_for(data))
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    close(made)


def person(app: Flask, email: str) -> Person | None:
    """The account of an address."""
    services: Services = app.extensions["cmia_docs_installation"].services
    with services.readers() as db:
        return db.scalar(select(Person).where(Person.email == email))


def signs_in(app: Flask, email: str, password: str = PASSWORD) -> bool:
    """Whether the address and the password open the product."""
    return app.test_client().post("/sign-in", data={"email": email, "password": password}).status_code == 302


def test_an_added_account_signs_in_at_once_and_gets_no_notice(data: Path, app: Flask) -> None:
    result = flask(
        data,
        *("user", "add", NEW, "--name", "Ирина Лосева", "--password", PASSWORD, "--language", "en"),
        *("--role", "secretariat", "--role", "reviewer:BY"),
    )
    assert (result.code, result.out) == (0, f"{NEW} can sign in.\n")
    made = person(app, NEW)
    assert made is not None
    assert (made.name, made.language) == ("Ирина Лосева", "en")
    assert {(grant.role, grant.state) for grant in made.grants} == {("secretariat", ""), ("reviewer", "BY")}
    assert signs_in(app, NEW)
    services: Services = app.extensions["cmia_docs_installation"].services
    with services.readers() as db:
        assert db.scalar(select(Notice).where(Notice.to == NEW)) is None
        latest = db.scalars(select(Event).order_by(Event.id.desc())).first()
        assert latest is not None
        assert (latest.kind, latest.actor_name) == ("join", "Operator")


def test_an_invitation_prints_its_link(data: Path, app: Flask) -> None:
    result = at(data, *("user", "invite", NEW, "--name", "A", "--role", "auditor", "--until", "2099-12-31"))
    assert result.code == 0
    link = result.out.strip().removeprefix("http://127.0.0.1:8000")
    assert app.test_client().post(link, data={"password": PASSWORD}).status_code == 302
    assert signs_in(app, NEW)
    made = person(app, NEW)
    assert made is not None
    assert [grant.until and grant.until.isoformat() for grant in made.grants] == ["2099-12-31T23:59:59+00:00"]


def test_a_last_day_ends_by_the_councils_clock(data: Path, app: Flask) -> None:
    services: Services = app.extensions["cmia_docs_installation"].services
    with Work(services, OPERATOR) as work:
        council.configure(work, SETTINGS | {"time_zone": "Europe/Moscow"})
    role = ("--role", "auditor", "--until", "2099-12-31")
    assert at(data, "user", "invite", NEW, "--name", "A", *role).code == 0
    made = person(app, NEW)
    assert made is not None
    assert [grant.until and grant.until.isoformat() for grant in made.grants] == ["2099-12-31T20:59:59+00:00"]


def test_a_disabled_account_is_out(data: Path, app: Flask) -> None:
    email = CAST["drafter"][1]
    result = at(data, "user", "disable", email.upper())
    assert (result.code, result.out) == (0, f"{email.upper()} can no longer sign in.\n")
    disabled = person(app, email)
    assert disabled is not None
    assert disabled.disabled_at is not None


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("add", NEW, "--name", "A", "--password", "short"), 1, "A password needs at least 15 characters"),
        (("add", NEW, "--name", "A", "--password", "password123456789"), 1, "This password is easy to guess"),
        (
            ("add", NEW, "--name", "A", "--password", PASSWORD, "--role", "king"),
            2,
            "king is not a role; roles",
        ),
        (
            ("add", NEW, "--name", "A", "--password", PASSWORD, "--role", "chair"),
            1,
            "This role needs a state",
        ),
        (("add", NEW, "--password", PASSWORD), 2, "Missing option '--name'."),
        (("invite", NEW, "--name", "A", "--role", "reviewer:FR"), 1, "The council has no state FR."),
        (("invite", NEW, "--name", "A", "--role", "auditor"), 1, "An auditor is appointed for a time."),
        (("invite", NEW, "--name", "A", "--until", "soon"), 2, "'soon' does not match the format"),
        (("invite", NEW, "--name", "A", "--language", "xx"), 1, "Choose one of the council's languages."),
        (("invite", "nobody", "--name", "A"), 1, "This is not an email address."),
        (("invite", CAST["chair"][1], "--name", "A"), 1, "There is already an account with this address."),
        (("disable", "nobody@example.org"), 1, "There is no account nobody@example.org."),
        (("disable", CAST["administrator"][1]), 1, "This is the last administrator."),
        (("promote", NEW), 2, "No such command 'promote'."),
    ],
)
def test_what_is_refused(app: Flask, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    result = within(app, "user", *arguments)
    assert (result.code, sentence in result.sentence) == (code, True), result
    assert person(app, NEW) is None
