"""Whether the installation exists and is complete: the first check of every command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import make_url

from cmia_docs.errors import NotPossible, Unavailable
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import Schema, schema_of, upgrade
from cmia_docs.reasons import Detailed, Reason
from cmia_docs.reasons.operation import DataBeingMade, DataHalfMade, DataLostRepository, DataMissing
from cmia_docs.stores.data_folder import FolderCondition, condition
from cmia_docs.stores.git.repos import refuse_old_git

_REFUSED: Mapping[FolderCondition, Callable[[Path], Detailed]] = {
    FolderCondition.MISSING: DataMissing,
    FolderCondition.BEING_MADE: DataBeingMade,
    FolderCondition.HALF_MADE: DataHalfMade,
}


def check_folder(installation: Installation) -> None:
    """Refuse a data folder that does not exist, or is not complete."""
    current_condition = condition(installation.settings.data)
    if current_condition is not FolderCondition.READY:
        raise NotPossible(_REFUSED[current_condition](installation.settings.data))


def check_repositories(installation: Installation) -> None:
    """Refuse if a repository is missing."""
    for folder in (installation.settings.drafts, installation.settings.register):
        if not (folder / "HEAD").is_file():
            raise Unavailable(DataLostRepository(folder))


def check_database(installation: Installation) -> None:
    """Refuse a database that is missing or of a later version; upgrade one of an earlier version.

    The check does not create a lost database.
    """
    schema = Schema.NONE if database_is_lost(installation) else schema_of(installation.engine)
    if schema is Schema.EARLIER:
        upgrade(installation.engine)
    if schema is Schema.NONE:
        raise Unavailable(Reason.DATABASE_LOST)
    if schema is Schema.OTHER:
        raise Unavailable(Reason.DATABASE_OTHER_VERSION)


def database_is_lost(installation: Installation) -> bool:
    """Whether the file of an SQLite database is missing; SQLite would create an empty one in its place."""
    file = _database_file(installation)
    return file is not None and not file.exists()


def rename_leftover_logs(installation: Installation) -> None:
    """Rename the logs of a lost database: SQLite would use them for the new one."""
    file = _database_file(installation)
    if file is None or file.exists():
        return
    for log in (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if log.exists():
            log.rename(log.with_name(f"{log.name}.lost"))


def _database_file(installation: Installation) -> Path | None:
    address = make_url(installation.settings.database_url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def check_installation(installation: Installation) -> None:
    """Refuse if folder, repositories or database are missing, or if git is too old."""
    check_folder(installation)
    refuse_old_git()
    check_repositories(installation)
    check_database(installation)
