"""The migrations make exactly the tables of the models."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from cmia_docs.errors import Unavailable
from cmia_docs.models.database import make_engine
from cmia_docs.models.migrate import Schema, schema_of, upgrade
from tests.models.schema import differences


def test_from_nothing_to_the_models(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    assert schema_of(engine) is Schema.NONE
    assert differences(engine) != []

    upgrade(engine)

    assert differences(engine) == []
    assert schema_of(engine) is Schema.CURRENT
    engine.dispose()


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    upgrade(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO sign_in_attempt VALUES (7, 'a', 'b', '2026-01-01', 0)"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM sign_in_attempt")).scalars().all() == [7]
    engine.dispose()


def test_ids_of_events_are_never_given_twice(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'event'")).scalar_one()
    assert "AUTOINCREMENT" in made
    engine.dispose()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    upgrade(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema_of(engine) is Schema.OTHER
    with pytest.raises(Unavailable, match=r"database\.other_version"):
        upgrade(engine)
    engine.dispose()
