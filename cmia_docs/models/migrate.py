"""Upgrading the schema to this version by Alembic, from nothing or from any earlier version."""

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
    """Unknown to this version: of a newer one, or of another product."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to the newest schema, or to an earlier `revision`, in one transaction.

    When it is killed, the old schema stays. `Unavailable` for a schema that this version does not know,
    `Damaged` where rows would refer to rows that do not exist: then nothing is changed.
    """
    config = _config()
    try:
        with _changing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except CommandError as error:
        raise Unavailable(Reason.DATABASE_OTHER_VERSION) from error


def revisions() -> list[str]:
    """All schemas that there have been, the oldest first."""
    script = ScriptDirectory.from_config(_config())
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change tables; their references are checked when it ends.

    On SQLite a table is changed by creating another and dropping the old one, which breaks every reference to
    it while references are checked; inside a transaction the check cannot be switched off.
    """
    with engine.execution_options(writes=True).connect() as connection:
        embedded = engine.dialect.name == "sqlite"
        _check_references(connection, not embedded)
        try:
            with connection.begin():
                yield connection
                if embedded and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Damaged(Reason.DATABASE_BROKEN_REFERENCES)
        finally:
            _check_references(connection, True)


def _check_references(connection: Connection, checked: bool) -> None:
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - it is connected
        driver.execute(f"PRAGMA foreign_keys={'ON' if checked else 'OFF'}")


def schema_of(engine: Engine) -> Schema:
    """Whether the database has the schema that this version of the product works with."""
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return Schema.NONE
    known = revisions()
    if revision == known[-1]:
        return Schema.CURRENT
    return Schema.EARLIER if revision in known else Schema.OTHER


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
