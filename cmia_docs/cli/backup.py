"""`flask backup` of a running system, and `flask restore` on another machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from sqlalchemy import func, select

from cmia_docs.actions.operation import backup as backing_up
from cmia_docs.actions.operation import restore as restoring
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, installation, progress, reporting_errors, services
from cmia_docs.models import Notice
from cmia_docs.stores.data_folder import creating
from cmia_docs.stores.secret import make_secret_key

_DATED = "cmia-docs-"


@click.command()
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="TARGET is the folder of all backups, each named by its time; only so many are kept.",
)
@reporting_errors
def backup(target: Path, keep: int | None) -> None:
    """Copy the running system into the new folder TARGET.

    Work can go on meanwhile. The copy is checked as `flask verify` would check the restored data,
    and gets its name only if it passes. It contains all secrets of the installation: keep it secret.
    """
    current = installation()
    check_installation(current)
    folder = target if keep is None else target / f"{_DATED}{services().clock():%Y%m%dT%H%M%SZ}"
    if keep is not None:  # before the copy, which needs the space
        for part in backing_up.remove_remains(current.settings.data, target, f"{_DATED}*Z"):
            echo(f"{part}: removed; a killed backup had left it.")
    manifest = backing_up.backup(services(), current.engine, current.settings.data, folder.absolute())
    echo(f"{folder}: {manifest.documents} documents, {manifest.events} events, checked.")
    if keep is not None:
        _remove_older(target, keep)


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@reporting_errors
def restore(source: Path) -> None:
    """Restore a backup into an empty data folder.

    CMIA_DATA names the folder, CMIA_DATABASE_URL an empty PostgreSQL database where the backup holds
    one. All checksums are checked before, and everything is compared after. Nothing is overwritten.
    """
    current = installation()
    manifest = restoring.manifest_of(source)
    data = current.settings.data
    with creating(data), progress("Building the indexes") as report:
        restoring.restore(services(), current.engine, data, source, manifest, report)
        make_secret_key(data)
    with services().readers() as db:
        waiting = db.scalar(select(func.count()).where(Notice.sent_at.is_(None)))
    echo(
        f"{data} is restored as of {manifest.made_at}: {manifest.documents} documents, "
        f"{manifest.events} events."
    )
    echo("Database, repositories and indexes agree. Next: flask serve.")
    if waiting:
        echo(f"{waiting} notices wait; the server will send them, unless CMIA_SMTP_HOST is not set.")


def _remove_older(folder: Path, keep: int) -> None:
    """Remove the oldest complete backups; all other files in the folder stay."""
    complete = sorted(path.parent for path in folder.glob(f"{_DATED}*Z/{backing_up.MANIFEST}"))
    for old in complete[:-keep]:
        # First the manifest: if removal is interrupted, the rest does not count as a backup.
        (old / backing_up.MANIFEST).unlink()
        shutil.rmtree(old)
        echo(f"{old}: removed, {keep} newer ones are kept.")
