"""The schema brought to this version by Alembic, from nothing or from any earlier one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

from cmia_docs.errors import Unavailable

_MIGRATIONS = Path(__file__).parent / "migrations"


class Schema(StrEnum):
    """What tables a database has."""

    NONE = "none"
    CURRENT = "current"
    EARLIER = "earlier"
    OTHER = "other"
    """Of a version that this one does not know: a newer one, or another product's."""


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction where the database can.

    `Unavailable` for a database of a version that this one does not know.
    """
    config = _config()
    try:
        with engine.execution_options(writes=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise Unavailable("database.other_version") from error


def schema_of(engine: Engine) -> Schema:
    """Whether the database has the schema that this version of the product works with."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return Schema.NONE
    script = ScriptDirectory.from_config(_config())
    if found == script.get_current_head():
        return Schema.CURRENT
    known = {revision.revision for revision in script.walk_revisions()}
    return Schema.EARLIER if found in known else Schema.OTHER


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
