"""A backup: the whole installation at one moment, in a folder, verified before it counts (docs/adr/012).

backup.json      what it is: format, moment, version, schema, how many events
SHA256SUMS       of every file, for `sha256sum -c`
council.db       the database, or council.pgdump
drafts.git, register.git, and the other files of the data folder; no index: indexes are rebuilt
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from cmia_docs.actions.follow_up.worker import follow_batch
from cmia_docs.actions.operation.maintain import maintenance_lock, refs_at_rest
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.services import Services
from cmia_docs.errors import Damaged, Invalid
from cmia_docs.models import Document, Event
from cmia_docs.models.backup import as_sqlite, check_dump, copy_database, snapshot
from cmia_docs.models.database import readers, writers
from cmia_docs.models.migrate import revisions
from cmia_docs.reasons.operation import BackupDiffers, BackupTargetExists, BackupTargetInData
from cmia_docs.stores.git.copy import copy_repository
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.sums import SUMS, write_sums
from cmia_docs.version import VERSION

BACKUP_FORMAT = 1
MANIFEST = "backup.json"
LAST = "last-backup.json"
"""In the data folder: when the last backup was made, for `flask doctor` and the figures."""
_PART = ".part"
# Repositories are copied separately; indexes are rebuilt; the mark is set when everything is restored.
_NOT_COPIED = frozenset({"drafts.git", "register.git", "index", "ready", LAST, "follow-up.error"})


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The content of `backup.json`."""

    format: int
    made_at: str
    schema: str
    database: str
    events: int
    documents: int
    version: str = ""
    """Of the product that made it; empty in backups made before 0.2.0."""


def backup(services: Services, engine: Engine, data: Path, target: Path) -> BackupManifest:
    """Copy a running installation into a new folder, verify the copy, and give it its name.

    The moment is that of the database: its rows and the branches are taken together while no branch moves;
    git objects are only ever added. People work on meanwhile. `Invalid` for a target that exists or is in the
    data folder; `Damaged` where the copy would not pass `flask verify`; an incomplete one is removed.
    """
    _refuse_target(data, target)
    with maintenance_lock(data), _in_part(target) as part:
        manifest = _copy(services, engine, data, part)
        _write_json(part / MANIFEST, asdict(manifest))
        write_sums(part)
        os.sync()
    _write_json(data / LAST, {"made_at": manifest.made_at, "target": str(target)})
    return manifest


def remove_remains(data: Path, folder: Path, named: str) -> list[Path]:
    """Remove the parts that killed backups left in the folder with the backups of this installation.

    `named` is the pattern of their names. `Unavailable` while one is being made: it cannot be told from them.
    """
    with maintenance_lock(data):
        remains = sorted(folder.glob(named + _PART))
        for part in remains:
            shutil.rmtree(part)
    return remains


def last_backup(data: Path) -> datetime | None:
    """When the last backup of this data folder was made; None where none was, or the note is unreadable."""
    try:
        return datetime.fromisoformat(json.loads((data / LAST).read_text("utf-8"))["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _refuse_target(data: Path, target: Path) -> None:
    if target.exists():
        raise Invalid(BackupTargetExists(target))
    if data.resolve() in (target.resolve(), *target.resolve().parents):
        raise Invalid(BackupTargetInData(target))


@contextmanager
def _in_part(target: Path) -> Iterator[Path]:
    """A folder beside the target, renamed to it when the block succeeds, and removed when it fails."""
    part = target.with_name(target.name + _PART)
    if (part / SUMS).exists():  # its last file: somebody may have named a complete backup so
        raise Invalid(BackupTargetExists(part))
    if part.exists():
        shutil.rmtree(part)  # of a backup that was killed
    part.mkdir(mode=0o700, parents=True)
    try:
        yield part
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync_folder(target.parent)


def _copy(services: Services, engine: Engine, data: Path, part: Path) -> BackupManifest:
    stores = (services.drafts, services.register)
    with ExitStack() as stack:
        with refs_at_rest(data):
            seen = stack.enter_context(snapshot(engine))
            refs = [store.refs("refs/") for store in stores]
        made_at = services.clock().isoformat()
        database = copy_database(seen, part)
        for store, store_refs in zip(stores, refs, strict=True):
            copy_repository(store.path, part / store.path.name, store_refs)
        _copy_files(data, part, engine)
        events, documents = (
            seen.execute(select(func.count()).select_from(table)).scalar_one() for table in (Event, Document)
        )
        check_dump(database)
        _try_copy(services, seen, part)
    return BackupManifest(BACKUP_FORMAT, made_at, revisions()[-1], database.name, events, documents, VERSION)


def _copy_files(data: Path, part: Path, engine: Engine) -> None:
    """Copy everything else in the data folder, whatever later versions store there."""
    database = engine.url.database if engine.dialect.name == "sqlite" else None
    for entry in sorted(data.iterdir()):
        of_the_database = database is not None and str(entry.absolute()).startswith(database)
        if of_the_database or entry.name in _NOT_COPIED or entry.suffix in (".lock", _PART, ".lost"):
            continue
        for file in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if file.is_file() and file.suffix != _PART:
                copied = part / file.relative_to(data)
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copied)


def _try_copy(services: Services, seen: Connection, part: Path) -> None:
    """Process the copy's waiting events, as the first start would, and verify all of it.

    This happens on a second copy of the database. The commits that are written to git, the same as the
    running system writes, stay in the copied repositories: after a restore they are there already.
    """
    aside = part / "tried.db"
    engine = as_sqlite(seen, aside)
    stores = [GitStore(part / store.path.name) for store in (services.drafts, services.register)]
    copy = replace(
        services, readers=readers(engine), writers=writers(engine), drafts=stores[0], register=stores[1]
    )
    try:
        while follow_batch(copy, into_index=False):
            pass
        differences = verify(copy, indexes=False)
    finally:
        for store in stores:
            store.close()
        engine.dispose()
        for file in part.glob("tried.db*"):
            file.unlink()
    if differences:
        raise Damaged(BackupDiffers(count=len(differences), first=differences[0].where))


def _write_json(file: Path, values: dict[str, Any]) -> None:
    file.write_text(json.dumps(values, indent=2) + "\n", "utf-8")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
