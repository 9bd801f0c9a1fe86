"""The migrations make exactly the tables of the models, on PostgreSQL too."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from cmia_docs.actions.operation.verify_rows import row_differences
from cmia_docs.models.database import make_engine, readers, writers
from cmia_docs.models.migrate import Schema, revisions, schema_of, upgrade
from tests.models.samples import fill, sample
from tests.models.schema import differences
from tests.postgresql.server import Server


def test_from_nothing_to_the_models(server: Server) -> None:
    name = server.create()
    engine = make_engine(server.url(name))
    assert schema_of(engine) is Schema.NONE

    upgrade(engine)

    assert differences(engine) == []
    assert schema_of(engine) is Schema.CURRENT
    upgrade(engine)
    engine.dispose()
    server.drop(name)


def test_the_plain_address_is_taken_with_the_driver_we_bring(server: Server, database: str) -> None:
    engine = make_engine(server.url(database))
    assert engine.url.drivername == "postgresql+psycopg"
    with writers(engine)() as db, db.begin():
        assert db.scalar(text("SELECT lower('БЕЛОВА')")) == "белова"
    engine.dispose()


def test_a_database_that_is_gone(server: Server) -> None:
    engine = make_engine(server.url("nowhere"))
    with pytest.raises(OperationalError):
        schema_of(engine)
    engine.dispose()


@pytest.mark.parametrize("revision", revisions())
def test_from_every_schema_that_there_was_with_its_rows(server: Server, revision: str) -> None:
    name = server.create()
    engine = make_engine(server.url(name))
    upgrade(engine, revision)
    fill(engine, sample(revision))

    upgrade(engine)

    assert differences(engine) == []
    with readers(engine)() as db:
        assert list(row_differences(db)) == []
    engine.dispose()
    server.drop(name)
