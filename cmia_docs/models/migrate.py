"""The schema brought to this version by Alembic, from nothing or from any earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from cmia_docs.errors import Damaged, Unavailable
from cmia_docs.reasons import Reason

_MIGRATIONS = Path(__file__).parent / "migrations"


class Schema(StrEnum):
    """What tables a database has."""

    NONE = "none"
    CURRENT = "current"
    EARLIER = "earlier"
    OTHER = "other"
    """Of a version that this one does not know: a newer one, or another product's."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to the newest schema, or to an earlier `revision`, in one transaction.

    Killed on the way it leaves the old schema. `Unavailable` for a database of a version that this one does
    not know, `Damaged` where rows would be left that refer to none: then nothing is changed.
    """
    config = _config()
    try:
        with _changing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except CommandError as error:
        raise Unavailable(Reason.DATABASE_OTHER_VERSION) from error


def revisions() -> list[str]:
    """All schemas that there have been, the first one first."""
    script = ScriptDirectory.from_config(_config())
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change tables; what they refer to is looked at when it ends.

    SQLite changes a table by making it anew, and to drop the old one is to break every reference to it while
    references are watched; inside a transaction they cannot be switched off.
    """
    with engine.execution_options(writes=True).connect() as connection:
        embedded = engine.dialect.name == "sqlite"
        _watch_references(connection, not embedded)
        try:
            with connection.begin():
                yield connection
                if embedded and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Damaged(Reason.DATABASE_BROKEN_REFERENCES)
        finally:
            _watch_references(connection, True)


def _watch_references(connection: Connection, watched: bool) -> None:
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - it is connected
        driver.execute(f"PRAGMA foreign_keys={'ON' if watched else 'OFF'}")


def schema_of(engine: Engine) -> Schema:
    """Whether the database has the schema that this version of the product works with."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return Schema.NONE
    known = revisions()
    if found == known[-1]:
        return Schema.CURRENT
    return Schema.EARLIER if found in known else Schema.OTHER


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
