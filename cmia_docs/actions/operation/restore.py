"""Restoring a backup: on another machine, into an empty data folder, completely or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from sqlalchemy import Engine

from cmia_docs.actions.follow_up.indexing import reindex
from cmia_docs.actions.follow_up.worker import follow_batch
from cmia_docs.actions.operation.backup import BACKUP_FORMAT, MANIFEST, BackupManifest
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
    """The manifest of a backup whose files are all as they were made.

    `NotFound` where there is no backup, `Damaged` where it is incomplete or changed, `Invalid` for a newer
    version.
    """
    if not (source / MANIFEST).is_file():
        raise NotFound(RestoreNoBackup(source))
    check_sums(source)
    if (source / "index").exists():  # indexes are rebuilt, never restored: reading one may run code from it
        raise Damaged(BackupDamaged("index"))
    try:
        manifest = json.loads((source / MANIFEST).read_text("utf-8"))
        if manifest["format"] > BACKUP_FORMAT or manifest["schema"] not in revisions():
            raise Invalid(RestoreNewer(source=source, version=manifest.get("version", "unknown")))
        if manifest["database"] not in tuple(FILES.values()):
            raise Damaged(BackupDamaged(MANIFEST))
        # A later version may add keys without changing the format.
        names = {field.name for field in fields(BackupManifest)}
        return BackupManifest(**{name: value for name, value in manifest.items() if name in names})
    except (ValueError, TypeError, KeyError):
        raise Damaged(BackupDamaged(MANIFEST)) from None


def restore(
    services: Services, engine: Engine, data: Path, source: Path, manifest: BackupManifest, progress: Progress
) -> None:
    """Fill an empty data folder and an empty database from a checked backup, and verify all of it.

    No notice is sent: those that were waiting still are. `Invalid` for a database of another kind or one that
    is not empty, `Damaged` where the result does not pass `flask verify`; then the database is emptied again.
    """
    refuse_filled(engine)
    check_dump(source / manifest.database)
    try:
        fill_database(engine, source / manifest.database)
        upgrade(engine)
        _copy_files(source, data, manifest)
        for store in (services.drafts, services.register):
            GitStore.create(store.path).close()
        (data / "index").mkdir()
        with services.readers() as db:
            reindex(db, services, progress)
        while follow_batch(services):
            pass
        if differences := verify(services):
            raise Damaged(RestoreDiffers(count=len(differences), first=differences[0].where))
    except Invalid:
        raise
    except BaseException:
        empty_database(engine)
        raise


def _copy_files(source: Path, data: Path, manifest: BackupManifest) -> None:
    for file in sorted(source.rglob("*")):
        name = file.relative_to(source)
        if _is_created_again(name) or str(name) in (MANIFEST, SUMS, manifest.database):
            continue
        if file.is_dir():
            (data / name).mkdir(exist_ok=True)
        else:
            shutil.copyfile(file, data / name)


def _is_created_again(name: Path) -> bool:
    """Files of a repository that git obeys: its settings and hooks name programs, and folders of objects."""
    folder, *within = name.parts
    return folder.endswith(".git") and (
        within[:1] in (["config"], ["hooks"]) or within == ["objects", "info", "alternates"]
    )
