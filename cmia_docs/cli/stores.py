"""`flask reindex, follow-up, rebuild, verify`: maintenance of the stores."""

from __future__ import annotations

import signal
import sys
import threading

import click

from cmia_docs.actions.follow_up import indexing
from cmia_docs.actions.operation import rebuild as rebuilding
from cmia_docs.actions.operation import verify as verifying
from cmia_docs.actions.operation.maintain import refs_at_rest
from cmia_docs.cli.checks import (
    check_database,
    check_folder,
    check_installation,
    check_repositories,
    rename_leftover_logs,
)
from cmia_docs.cli.console import echo, installation, progress, reporting_errors, services
from cmia_docs.logs import start_logs
from cmia_docs.models.migrate import upgrade
from cmia_docs.queries.operation.operation import backlog


@click.command()
@reporting_errors
def reindex() -> None:
    """Rebuild the search indexes.

    They are built from the database and the texts; search remains available.
    """
    check_installation(installation())
    _reindex()
    echo("Both indexes are built.")


@click.command("follow-up")
@click.option("--once", is_flag=True, help="Process waiting events and exit.")
@reporting_errors
def follow_up(once: bool) -> None:
    """Process waiting events: git, indexes and mail.

    The server does this itself, unless CMIA_FOLLOW_UP_IN_SERVER=no. If two processes run,
    one of them waits.
    """
    check_installation(installation())
    worker = installation().follow_up
    if once:
        _print_processed(worker.run())
        return
    start_logs(installation().settings.log_level, installation().settings.log_format)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    worker.start()
    ended.wait()
    worker.stop()


@click.command()
@reporting_errors
def rebuild() -> None:
    """Create a lost database again from the repositories. People have to be invited again.

    The database must be missing or empty: nothing is overwritten.
    """
    check_folder(installation())
    check_repositories(installation())
    rename_leftover_logs(installation())
    with refs_at_rest(installation().settings.data):
        services().drafts.restore_refs()  # the journal's branch may be lost with the database
    upgrade(installation().engine)
    with progress("Replaying the journal") as report:
        count = rebuilding.rebuild(services(), report)
    _reindex()
    echo(f"{count} events replayed. Next: flask verify, then invite people (flask user invite).")


@click.command()
@reporting_errors
def verify() -> None:
    """Compare database, repositories and indexes.

    Exit code 1 and a line for each difference.
    """
    check_folder(installation())
    check_database(installation())
    with progress("Comparing") as report:
        differences = verifying.verify(services(), report)
    for difference in differences:
        echo(f"{difference.code}: {difference.where}")
    if differences:
        echo(f"{len(differences)} differences.")
        _print_waiting()
        sys.exit(1)
    echo("Database, repositories and indexes agree.")


def rebuild_damaged_indexes() -> None:
    """Rebuild the search indexes if one is missing or damaged; their data is in the database and git."""
    indexes = (services().adopted_index, services().drafts_index)
    if not all(index.health().ok for index in indexes):
        echo("A search index is missing or damaged. Rebuilding it ...")
        _reindex()


def _reindex() -> None:
    installation().settings.index.mkdir(exist_ok=True)
    with services().readers() as db, progress("Building the indexes") as report:
        indexing.reindex(db, services(), report)


def _print_waiting() -> None:
    with services().readers() as db:
        left = backlog(db).events
    if left:
        echo(f"{left} events wait: start the server, or run flask follow-up --once.")


def _print_processed(count: int) -> None:
    with services().readers() as db:
        left = backlog(db).events
    echo(f"{count} events processed.")
    if left:
        echo(f"{left} events wait; another process is processing them.")
