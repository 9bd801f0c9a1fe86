"""The migrations make exactly the tables of the models."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from cmia_docs.actions.operation.verify_rows import row_differences
from cmia_docs.errors import Damaged, Unavailable
from cmia_docs.models import migrate
from cmia_docs.models.database import make_engine, readers
from cmia_docs.models.migrate import Schema, revisions, schema_of, upgrade
from tests.models.samples import fill, sample, taken
from tests.models.schema import differences
from tests.paths import ROOT

MIGRATIONS = Path(migrate.__file__).parent / "migrations"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "next", "{head}"


def upgrade():
    op.create_table("tried", sa.Column("id", sa.Integer(), primary_key=True))
    # Recreated on SQLite, while every other table refers to it.
    with op.batch_alter_table("event", recreate="always") as batch:
        batch.add_column(sa.Column("tried", sa.Integer(), nullable=False, server_default="7"))
    op.execute("{last}")
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    made = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    yield made
    made.dispose()


def later(folder: Path, last: str = "SELECT 1") -> Path:
    """The migrations of a later version of the product."""
    shutil.copytree(MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "migrations" / "versions" / "next.py"
    file.write_text(NEXT.format(head=revisions()[-1], last=last), "utf-8")
    return folder / "migrations"


def filled(engine: Engine, revision: str) -> None:
    """Bring an empty database to an earlier schema with the rows that it had then."""
    upgrade(engine, revision)
    fill(engine, sample(revision))


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


@pytest.mark.parametrize("revision", revisions())
def test_from_every_schema_that_there_was_with_its_rows(engine: Engine, revision: str) -> None:
    filled(engine, revision)
    assert taken(engine) == sample(revision)

    upgrade(engine)

    assert differences(engine) == []
    assert schema_of(engine) is Schema.CURRENT
    with readers(engine)() as db:
        assert list(row_differences(db)) == []


def test_a_table_that_others_refer_to_is_recreated_and_no_row_is_lost(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = revisions()[-1]
    filled(engine, head)
    monkeypatch.setattr(migrate, "_MIGRATIONS", later(tmp_path))

    upgrade(engine)

    after = taken(engine)
    assert {row.pop("tried") for row in after["event"]} == {7}
    assert after.pop("tried") == []
    assert after == sample(head)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_upgrade_that_would_break_references_changes_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = revisions()[-1]
    filled(engine, head)
    monkeypatch.setattr(migrate, "_MIGRATIONS", later(tmp_path, "DELETE FROM person WHERE id = 2"))

    with pytest.raises(Damaged, match=r"database\.broken_references"):
        upgrade(engine)

    assert taken(engine) == sample(head)
    assert schema_of(engine) is Schema.EARLIER


def killed_upgrade(file: Path, migrations: Path, statement: int) -> int:
    """Upgrade in a process that is killed after so many statements; how it ended."""
    command = [sys.executable, "-m", "tests.models.upgrade_and_die", str(file), str(migrations)]
    command.append(str(statement))
    return subprocess.run(command, timeout=120, check=False, cwd=ROOT).returncode


def test_killed_at_any_moment_it_leaves_the_old_schema_or_the_new_one(engine: Engine, tmp_path: Path) -> None:
    head, migrations, versions = revisions()[-1], later(tmp_path), set()
    filled(engine, head)
    engine.dispose()
    for statement in (2, 4, 6, 8, 999):
        file = tmp_path / f"{statement}.db"
        shutil.copy(tmp_path / "council.db", file)
        ended = killed_upgrade(file, migrations, statement)
        left = make_engine(f"sqlite:///{file}")
        with left.connect() as connection:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert (ended, version) in {(-signal.SIGKILL, head), (0, "next")}
        assert version == "next" or taken(left) == sample(head)
        versions.add(version)
        left.dispose()
    assert versions == {head, "next"}


def test_killed_while_the_first_tables_are_made_it_begins_again(engine: Engine, tmp_path: Path) -> None:
    assert killed_upgrade(tmp_path / "council.db", MIGRATIONS, 40) == -signal.SIGKILL
    assert taken(engine) == {}
    upgrade(engine)
    assert differences(engine) == []
