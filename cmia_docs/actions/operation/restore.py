"""A backup put back: on another machine, in an empty data folder, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from sqlalchemy import Engine

from cmia_docs.actions.follow_up.indexing import reindex
from cmia_docs.actions.follow_up.worker import follow_batch
from cmia_docs.actions.operation.backup import ABOUT, FORMAT, BackupManifest
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.services import Services
from cmia_docs.errors import Damaged, Invalid, NotFound
from cmia_docs.models.backup import FILES, check_dump, empty_database, fill_database, refuse_filled
from cmia_docs.models.migrate import revisions, upgrade
from cmia_docs.reasons.operation import BackupDamaged, RestoreDiffers, RestoreNewer, RestoreNoBackup
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.sums import SUMS, check_sums

Progress = Callable[[int, int], None]


def manifest_of(source: Path) -> BackupManifest:
    """What a backup says of itself, when every file is as it was made.

    `NotFound` where there is none, `Damaged` for one that is incomplete or changed, `Invalid` for one of a
    newer version.
    """
    if not (source / ABOUT).is_file():
        raise NotFound(RestoreNoBackup(source))
    check_sums(source)
    if (source / "index").exists():  # indexes are built, never restored: to read one is to run what it says
        raise Damaged(BackupDamaged("index"))
    try:
        said = json.loads((source / ABOUT).read_text("utf-8"))
        if said["format"] > FORMAT or said["schema"] not in revisions():
            raise Invalid(RestoreNewer(source=source, version=said.get("version", "unknown")))
        if said["database"] not in tuple(FILES.values()):
            raise Damaged(BackupDamaged(ABOUT))
        # A later version may say more of itself without changing the format.
        names = {field.name for field in fields(BackupManifest)}
        return BackupManifest(**{name: value for name, value in said.items() if name in names})
    except (ValueError, TypeError, KeyError):
        raise Damaged(BackupDamaged(ABOUT)) from None


def restore(
    services: Services, engine: Engine, data: Path, source: Path, found: BackupManifest, progress: Progress
) -> None:
    """Fill an empty data folder and an empty database from a checked backup, and compare all of it.

    No letter is sent: those that waited wait on. `Invalid` for a database of another kind or one that is not
    empty, `Damaged` where the result does not pass `flask verify`; then the database is emptied again.
    """
    refuse_filled(engine)
    check_dump(source / found.database)
    try:
        fill_database(engine, source / found.database)
        upgrade(engine)
        _copy_files(source, data, found)
        for store in (services.drafts, services.register):
            GitStore.create(store.path).close()
        (data / "index").mkdir()
        with services.readers() as db:
            reindex(db, services, progress)
        while follow_batch(services):
            pass
        if differences := verify(services):
            raise Damaged(RestoreDiffers(count=len(differences), first=differences[0].about))
    except Invalid:
        raise
    except BaseException:
        empty_database(engine)
        raise


def _copy_files(source: Path, data: Path, found: BackupManifest) -> None:
    for file in sorted(source.rglob("*")):
        name = file.relative_to(source)
        if _is_made_anew(name) or str(name) in (ABOUT, SUMS, found.database):
            continue
        if file.is_dir():
            (data / name).mkdir(exist_ok=True)
        else:
            shutil.copyfile(file, data / name)


def _is_made_anew(name: Path) -> bool:
    """Of a repository what git would obey: its settings name programs, and places of other objects."""
    folder, *within = name.parts
    return folder.endswith(".git") and (
        within[:1] in (["config"], ["hooks"]) or within == ["objects", "info", "alternates"]
    )
