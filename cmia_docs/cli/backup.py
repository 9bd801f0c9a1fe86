"""`flask backup` of a running system, and `flask restore` on another machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from sqlalchemy import func, select

from cmia_docs.actions.operation import backup as backing_up
from cmia_docs.actions.operation import restore as restoring
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, installation, plainly, progress, services
from cmia_docs.models import Notice
from cmia_docs.stores.data_folder import creating
from cmia_docs.stores.secret import make_secret_key

_DATED = "cmia-docs-"


@click.command()
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="TARGET is where backups are collected, each named by its moment; so many are kept.",
)
@plainly
def backup(target: Path, keep: int | None) -> None:
    """Copy the running system into the new folder TARGET.

    Nobody has to stop working. The copy is checked as `flask verify` would check it restored,
    and has its name only when it passed. It holds everything that is secret here: keep it so.
    """
    found = installation()
    check_installation(found)
    folder = target if keep is None else target / f"{_DATED}{services().clock():%Y%m%dT%H%M%SZ}"
    if keep is not None:  # before: room is needed now
        for part in backing_up.remove_remains(found.settings.data, target, f"{_DATED}*Z"):
            echo(f"{part}: removed, it was left by a backup that was killed.")
    about = backing_up.backup(services(), found.engine, found.settings.data, folder.absolute())
    echo(f"{folder}: {about.documents} documents, {about.events} events, checked.")
    if keep is not None:
        _remove_older(target, keep)


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@plainly
def restore(source: Path) -> None:
    """Put a backup back into an empty data folder.

    CMIA_DATA names the folder, CMIA_DATABASE_URL an empty PostgreSQL database where the backup holds
    one. All sums are checked before, and everything is compared afterwards. Nothing is overwritten.
    """
    found = installation()
    about = restoring.manifest_of(source)
    data = found.settings.data
    with creating(data), progress("Building the indexes") as report:
        restoring.restore(services(), found.engine, data, source, about, report)
        make_secret_key(data)
    with services().readers() as db:
        waiting = db.scalar(select(func.count()).where(Notice.sent_at.is_(None)))
    echo(f"{data} is as it was at {about.made_at}: {about.documents} documents, {about.events} events.")
    echo("Database, repositories and indexes agree. Next: flask serve.")
    if waiting:
        echo(f"{waiting} letters wait; the server will send them, unless CMIA_SMTP_HOST is left out.")


def _remove_older(folder: Path, keep: int) -> None:
    """Whole backups alone are counted and removed; whatever else is in the folder stays."""
    whole = sorted(path.parent for path in folder.glob(f"{_DATED}*Z/{backing_up.MANIFEST}"))
    for old in whole[:-keep]:
        # Without its description it is no backup any more, should the rest of it stay.
        (old / backing_up.MANIFEST).unlink()
        shutil.rmtree(old)
        echo(f"{old}: removed, {keep} newer ones are kept.")
