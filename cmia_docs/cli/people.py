"""`flask user add|invite|disable`: accounts from the server's console."""

from __future__ import annotations

import click
from sqlalchemy import select

from cmia_docs.actions import people
from cmia_docs.cli.console import echo, fail, installation, operator_work, plainly, services
from cmia_docs.models import Person
from cmia_docs.queries.council import council_of
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role


@click.group()
def user() -> None:
    """Accounts: add one with a password, invite one, disable one."""


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


_role = click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ROLE[:STATE]",
    help=f"May be given several times: {', '.join(Role)}. Reviewers and chairs need a state: reviewer:BY",
)
_language = click.option("--language", help="Language of their pages; the council's first where not given.")


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_role
@_language
@click.password_option(help="At least 15 characters; asked for where not given.")
@plainly
def add(email: str, name: str, roles: tuple[str, ...], language: str | None, password: str) -> None:
    """Add an account that can sign in at once."""
    token = _invite(email, name, roles, language)
    with operator_work() as work:
        people.join(work, token, password)
    echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_role
@_language
@plainly
def invite(email: str, name: str, roles: tuple[str, ...], language: str | None) -> None:
    """Invite somebody; prints the link by which they set a password within a week."""
    token = _invite(email, name, roles, language)
    echo(f"{installation().settings.address}/join/{token}")


@user.command()
@click.argument("email")
@plainly
def disable(email: str) -> None:
    """Close an account and end its sign-ins."""
    with operator_work() as work:
        person = work.session.scalar(select(Person).where(Person.email == email.strip().lower()))
        if person is None:
            raise fail(f"There is no account {email}.")
        people.disable(work, person.id)
    echo(f"{email} can no longer sign in.")


def _invite(email: str, name: str, roles: tuple[str, ...], language: str | None) -> str:
    with services().readers() as session:
        default = council_of(session).working_language
    with operator_work() as work:
        _, token = people.invite(
            work, email=email, name=name, language=language or default, grants=_grants(roles)
        )
    return token
