"""Engines: which databases are taken, and how SQLite is set up."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, text

from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.models import database
from cmia_docs.models.database import make_engine, readers, sqlite_module, together, writers


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    """A database with one table of numbers."""
    made = make_engine(f"sqlite:///{tmp_path / 'council.db'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE number (value INTEGER)"))
    yield made
    made.dispose()


def numbers(engine: Engine) -> list[int]:
    """The values of the table."""
    with readers(engine)() as db:
        return list(db.execute(text("SELECT value FROM number ORDER BY value")).scalars())


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.45.0", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.53.4", True),
        ("4.0.0", True),
    ],
)
def test_an_unsound_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch, version: str, sound: bool) -> None:
    monkeypatch.setattr(database, "sqlite3", SimpleNamespace(sqlite_version=version))
    monkeypatch.setattr(database, "pysqlite3", None)
    if sound:
        assert sqlite_module().sqlite_version == version
        return
    with pytest.raises(Unavailable, match=r"database\.sqlite_unsound"):
        sqlite_module()


def test_the_package_is_used_where_the_interpreters_own_is_unsound(monkeypatch: pytest.MonkeyPatch) -> None:
    package: Any = SimpleNamespace(sqlite_version="3.53.4")
    monkeypatch.setattr(database, "sqlite3", SimpleNamespace(sqlite_version="3.40.1"))
    monkeypatch.setattr(database, "pysqlite3", package)
    assert sqlite_module() is package


def test_every_connection_is_durable_and_checks_keys(engine: Engine) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            settings = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
            assert settings == wanted


def test_readers_see_one_state_while_a_writer_commits(engine: Engine) -> None:
    with readers(engine)() as reading, writers(engine)() as writing:
        assert reading.execute(text("SELECT count(*) FROM number")).scalar() == 0
        writing.execute(text("INSERT INTO number VALUES (1)"))
        writing.commit()
        assert reading.execute(text("SELECT count(*) FROM number")).scalar() == 0
        reading.rollback()
        assert reading.execute(text("SELECT count(*) FROM number")).scalar() == 1


def test_writers_wait_for_each_other_and_none_fails(engine: Engine) -> None:
    def write(number: int) -> None:
        for _ in range(10):
            with writers(engine)() as db, db.begin():
                highest = db.execute(text("SELECT coalesce(max(value), 0) FROM number")).scalar_one()
                db.execute(text("INSERT INTO number VALUES (:next)"), {"next": highest + 1})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(engine) == list(range(1, 81))


def test_what_is_done_together_stays_together(engine: Engine) -> None:
    with together(engine) as (reading, writing):
        for number in (1, 2):
            with reading() as db:
                seen = db.execute(text("SELECT count(*) FROM number")).scalar_one()
            with writing() as db, db.begin():
                db.execute(text("INSERT INTO number VALUES (:number)"), {"number": number})
            assert seen == number - 1
        with writing() as db:
            db.execute(text("INSERT INTO number VALUES (99)"))  # and not committed
        assert numbers(engine) == []
    assert numbers(engine) == [1, 2]


def test_what_was_done_together_goes_together(engine: Engine) -> None:
    def begin_and_fail() -> None:
        with together(engine) as (_, writing):
            with writing() as db, db.begin():
                db.execute(text("INSERT INTO number VALUES (1)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin_and_fail()
    assert numbers(engine) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "council.db",
        "mysql://a@b/c",
        "sqlite://",
        "sqlite:///:memory:",
        "nonsense://x",
        "postgresql://a@b:port/c",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Invalid, match=r"^database\.url"):
        make_engine(url)


def test_a_file_of_something_else_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "council.db"
    file.write_bytes(b"\x00garbage" * 1_000)
    made = make_engine(f"sqlite:///{file}")
    with pytest.raises(Exception, match="file is not a database") as raised, made.connect():
        pass
    assert not isinstance(raised.value, sqlite3.Error)
    made.dispose()
