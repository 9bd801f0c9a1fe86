"""Whether the installation is there and whole: what every command looks at first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from cmia_docs.errors import Unavailable, WrongState
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import Schema, schema_of, upgrade
from cmia_docs.stores.data_folder import Condition, condition


def check_folder(found: Installation) -> None:
    """The data folder was made, and whole."""
    state = condition(found.settings.data)
    if state is not Condition.READY:
        raise WrongState(f"data.{state.value}", folder=found.settings.data)


def check_repositories(found: Installation) -> None:
    """Both repositories are where they were made."""
    for folder in (found.settings.drafts, found.settings.register):
        if not (folder / "HEAD").is_file():
            raise Unavailable("data.lost_repository", folder=folder)


def check_database(found: Installation) -> None:
    """The database is there; one of an earlier version is brought to this one.

    One that is lost is not made anew by looking.
    """
    schema = Schema.NONE if database_is_lost(found) else schema_of(found.engine)
    if schema is Schema.EARLIER:
        upgrade(found.engine)
    if schema is Schema.NONE:
        raise Unavailable("database.lost")
    if schema is Schema.OTHER:
        raise Unavailable("database.other_version")


def database_is_lost(found: Installation) -> bool:
    """Whether the file of an embedded database is gone; SQLite would make an empty one in its place."""
    address = make_url(found.settings.database_url)
    if address.get_backend_name() != "sqlite":
        return False
    return not Path(address.database or "").exists()


def check_installation(found: Installation) -> None:
    """Folder, repositories and database are there."""
    check_folder(found)
    check_repositories(found)
    check_database(found)
