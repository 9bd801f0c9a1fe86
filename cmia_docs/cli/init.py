"""`flask init`: a new installation, with the demo council or empty."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from flask import current_app

from cmia_docs.actions import council, people
from cmia_docs.actions.indexing import reindex
from cmia_docs.cli.console import echo, fail, installation, operator_work, plainly, progress, services
from cmia_docs.cli.demo import DEMO_PASSWORD, load_demo
from cmia_docs.errors import WrongState
from cmia_docs.models.migrate import upgrade
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.stores.data_folder import making
from cmia_docs.stores.git_store import GitStore
from cmia_docs.stores.secret import make_secret_key

DRAFTS = Path(__file__).resolve().parents[2] / "drafts"

HALF_MADE = (
    "{folder} was begun by a start that did not finish, or holds something else. "
    "If nothing in it is yours, remove it (rm -r {folder}) and start again."
)
_WHAT_TO_DO = {
    "data.being_made": "{folder} is being set up by another start. Wait until that is done and try again.",
    "data.ready": "{folder} holds an installation already. `flask serve` starts it.",
    "data.half_made": HALF_MADE,
}


@click.command()
@click.option("--demo", "kind", flag_value="demo", help="With the demo council, its people, texts and story.")
@click.option("--empty", "kind", flag_value="empty", help="With a council of your own and one administrator.")
@click.option(
    "--council",
    "council_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DRAFTS / "council.toml",
    show_default=True,
    help="The council's settings (with --empty).",
)
@click.option("--admin-email", help="The first administrator's address (with --empty).")
@click.option("--admin-name", default="Administrator", show_default=True, help="Their name (with --empty).")
@plainly
def init(kind: str | None, council_file: Path, admin_email: str | None, admin_name: str) -> None:
    """Make the data folder: database, repositories, indexes, and what to begin with."""
    if kind is None:
        raise click.UsageError("Say with what to begin: --demo or --empty.")
    if kind == "demo":
        make_installation(demo=True)
        echo(f"The demo is ready. Everybody's password: {DEMO_PASSWORD}")
        return
    if not admin_email:
        raise click.UsageError("Name the first administrator: --admin-email you@example.org")
    make_installation(demo=False, council_file=council_file)
    with operator_work() as work:
        language = tomllib.loads(council_file.read_text("utf-8"))["languages"][0]
        _, token = people.invite(
            work,
            email=admin_email,
            name=admin_name,
            language=language,
            grants=[Grant(Role.ADMINISTRATOR)],
        )
    echo("The installation is ready. The administrator sets a password within a week at:")
    echo(f"  {installation().settings.address}/join/{token}", bold=True)


def make_installation(*, demo: bool, council_file: Path = DRAFTS / "council.toml") -> None:
    """Fill the data folder; a sentence that says what to do where it cannot be filled."""
    settings = installation().settings
    try:
        with making(settings.data):
            make_secret_key(settings.data)
            current_app.config["SECRET_KEY"] = (settings.data / "secret.key").read_bytes()
            make_stores()
            with operator_work() as work:
                council.configure(work, tomllib.loads(council_file.read_text("utf-8")))
            if demo:
                with progress("Loading the demo council") as report:
                    load_demo(services(), DRAFTS, report)
            installation().follow_up.run()
    except WrongState as error:
        raise fail(_WHAT_TO_DO[error.reason].format(**error.details)) from error


def make_stores() -> None:
    """Database, repositories and indexes, empty or as they are."""
    settings = installation().settings
    upgrade(installation().engine)
    GitStore.create(settings.drafts).close()
    GitStore.create(settings.register).close()
    settings.index.mkdir(exist_ok=True)
    with services().readers() as session:
        reindex(session, services())
