"""Whether the installation is there and whole: what every command looks at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import make_url

from cmia_docs.errors import NotPossible, Unavailable
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import Schema, schema_of, upgrade
from cmia_docs.reasons import Detailed, Reason
from cmia_docs.reasons.operation import DataBeingMade, DataHalfMade, DataLostRepository, DataMissing
from cmia_docs.stores.data_folder import Condition, condition
from cmia_docs.stores.git.repos import refuse_old_git

_REFUSED: Mapping[Condition, Callable[[Path], Detailed]] = {
    Condition.MISSING: DataMissing,
    Condition.BEING_MADE: DataBeingMade,
    Condition.HALF_MADE: DataHalfMade,
}


def check_folder(found: Installation) -> None:
    """The data folder was made, and whole."""
    state = condition(found.settings.data)
    if state is not Condition.READY:
        raise NotPossible(_REFUSED[state](found.settings.data))


def check_repositories(found: Installation) -> None:
    """Both repositories are where they were made."""
    for folder in (found.settings.drafts, found.settings.register):
        if not (folder / "HEAD").is_file():
            raise Unavailable(DataLostRepository(folder))


def check_database(found: Installation) -> None:
    """The database is there; one of an earlier version is brought to this one.

    One that is lost is not made anew by looking.
    """
    schema = Schema.NONE if database_is_lost(found) else schema_of(found.engine)
    if schema is Schema.EARLIER:
        upgrade(found.engine)
    if schema is Schema.NONE:
        raise Unavailable(Reason.DATABASE_LOST)
    if schema is Schema.OTHER:
        raise Unavailable(Reason.DATABASE_OTHER_VERSION)


def database_is_lost(found: Installation) -> bool:
    """Whether the file of an embedded database is gone; SQLite would make an empty one in its place."""
    file = _database_file(found)
    return file is not None and not file.exists()


def set_aside_remains(found: Installation) -> None:
    """Move away the logs that a lost database has left behind: SQLite would take them for a new one's."""
    file = _database_file(found)
    if file is None or file.exists():
        return
    for remains in (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if remains.exists():
            remains.rename(remains.with_name(f"{remains.name}.lost"))


def _database_file(found: Installation) -> Path | None:
    address = make_url(found.settings.database_url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def check_installation(found: Installation) -> None:
    """Folder, repositories and database are there, and a git that keeps what it is given."""
    check_folder(found)
    refuse_old_git()
    check_repositories(found)
    check_database(found)
