"""`flask init`: a new installation, with the demo council or empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import exists, select

from cmia_docs.actions.council import council
from cmia_docs.actions.follow_up.indexing import reindex
from cmia_docs.actions.people import people
from cmia_docs.cli.console import echo, installation, progress, reporting_errors, sentence, services, work_as
from cmia_docs.cli.demo.demo import DEMO_PASSWORD, load_demo
from cmia_docs.cli.files import read_toml
from cmia_docs.errors import Invalid, NotPossible
from cmia_docs.models import Event
from cmia_docs.models.migrate import upgrade
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilFaults
from cmia_docs.rules.council import faults_in
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.stores.data_folder import creating
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.secret import make_secret_key

STARTER_TEXTS = Path(__file__).resolve().parents[2] / "drafts"


@click.command()
@click.option("--demo", "kind", flag_value="demo", help="With the demo council, its people, texts and story.")
@click.option("--empty", "kind", flag_value="empty", help="With a council of your own and one administrator.")
@click.option(
    "--council",
    "council_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=STARTER_TEXTS / "council.toml",
    show_default="drafts/council.toml",
    help="The council's settings (with --empty).",
)
@click.option("--admin-email", help="The first administrator's address (with --empty).")
@click.option("--admin-name", default="Administrator", show_default=True, help="Their name (with --empty).")
@reporting_errors
def init(kind: str | None, council_file: Path, admin_email: str | None, admin_name: str) -> None:
    """Create the data folder.

    It contains database, repositories, indexes, and the first data.
    """
    if kind == "demo":
        make_demo()
        echo(f"The demo is ready. Everybody's password: {DEMO_PASSWORD}")
    elif kind == "empty" and admin_email:
        token = _make_empty(_council_in(council_file), admin_email, admin_name)
        echo("The installation is ready. The administrator sets a password within a week at:")
        echo(f"  {installation().settings.address}/join/{token}", bold=True)
    elif kind == "empty":
        raise click.UsageError("Name the first administrator: --admin-email you@example.org")
    else:
        raise click.UsageError("Choose the first data: --demo or --empty.")


def make_demo() -> None:
    """Fill the data folder with the demo council."""

    def load() -> None:
        with progress("Loading the demo council") as report:
            load_demo(services(), installation().engine, STARTER_TEXTS, report)

    _make(load)


def make_stores() -> None:
    """Create database, repositories and indexes that do not exist yet."""
    settings = installation().settings
    upgrade(installation().engine)
    GitStore.create(settings.drafts).close()
    GitStore.create(settings.register).close()
    settings.index.mkdir(exist_ok=True)
    with services().readers() as db:
        reindex(db, services())


def _make_empty(settings: Mapping[str, Any], admin_email: str, admin_name: str) -> str:
    """Fill the data folder with a council and its administrator; returns the token of their invitation."""
    tokens = []

    def load() -> None:
        with work_as() as work:
            council.configure(work, settings)
            _, token = people.invite(
                work,
                email=admin_email,
                name=admin_name,
                language=settings["languages"][0],
                grants=[Grant(Role.ADMINISTRATOR)],
            )
            tokens.append(token)

    _make(load)
    return tokens[0]


def _council_in(file: Path) -> Mapping[str, Any]:
    """The settings in a file. All faults are reported before anything is created."""
    settings = read_toml(file)
    faults = tuple(f"{fault.field}: {sentence(fault)}" for fault in faults_in(settings))
    if faults:
        raise Invalid(CouncilFaults(faults))
    return settings


def _make(load: Callable[[], None]) -> None:
    """Create the data folder and fill it, completely or not at all."""
    settings = installation().settings
    with creating(settings.data):
        current_app.config["SECRET_KEY"] = make_secret_key(settings.data)
        make_stores()
        with services().readers() as db:
            if db.scalar(select(exists().where(Event.id.is_not(None)))):
                raise NotPossible(Reason.DATABASE_IN_USE)
        load()
        installation().follow_up.run()
