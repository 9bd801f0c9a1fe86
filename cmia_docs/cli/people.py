"""`flask user add|invite|disable`: accounts, managed on the server's console."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy import select

from cmia_docs.actions.people import people
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, fail, installation, reporting_errors, services, work_as
from cmia_docs.models import Person
from cmia_docs.queries.council import council_of
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.rules.zone import end_of_day


@click.group()
def user() -> None:
    """Accounts: add one with a password, invite one, disable one."""


_role = click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ROLE[:STATE]",
    help=f"May be repeated: {', '.join(Role)}. Reviewers and chairs need a state: reviewer:BY",
)
_until = click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The last day of these roles; an auditor is appointed for a limited time.",
)
_language = click.option("--language", help="Language of their pages; default: the council's first.")


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_role
@_until
@_language
@click.password_option(help="At least 15 characters; you are prompted for it by default.")
@reporting_errors
def add(
    email: str, name: str, roles: tuple[str, ...], until: datetime | None, language: str | None, password: str
) -> None:
    """Add an account that can sign in immediately."""
    grants, chosen = _grants(roles), _language_of(language)
    with work_as() as work:
        people.add(
            work,
            email=email,
            name=name,
            language=chosen,
            grants=grants,
            until=_ends_at(until),
            password=password,
        )
    echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_role
@_until
@_language
@reporting_errors
def invite(
    email: str, name: str, roles: tuple[str, ...], until: datetime | None, language: str | None
) -> None:
    """Invite a person; prints the link for setting a password within a week."""
    grants, chosen = _grants(roles), _language_of(language)
    with work_as() as work:
        _, token = people.invite(
            work, email=email, name=name, language=chosen, grants=grants, until=_ends_at(until)
        )
    echo(f"{installation().settings.address}/join/{token}")


@user.command()
@click.argument("email")
@reporting_errors
def disable(email: str) -> None:
    """Close an account and end its sign-ins."""
    check_installation(installation())
    with work_as() as work:
        person = work.db.scalar(select(Person).where(Person.email == email.strip().lower()))
        if person is None:
            raise fail(f"There is no account {email}.")
        people.disable(work, person.id)
    echo(f"{email} can no longer sign in.")


def _language_of(given: str | None) -> str:
    check_installation(installation())
    with services().readers() as db:
        return given or council_of(db).working_language


def _ends_at(until: datetime | None) -> datetime | None:
    """The end of the last day in the council's time zone; None for no limit."""
    check_installation(installation())
    with services().readers() as db:
        return None if until is None else end_of_day(until, council_of(db).zone)


def _grants(roles: tuple[str, ...]) -> list[Grant]:
    grants = []
    for role in roles:
        name, _, state = role.partition(":")
        try:
            grants.append(Grant(Role(name), state))
        except ValueError:
            raise click.BadParameter(
                f"{name} is not a role; roles are {', '.join(Role)}", param_hint="--role"
            ) from None
    return grants
