"""Engines and sessions: SQLite embedded, PostgreSQL by its URL. Reads never take the write lock."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.models.folding import SQLITE_NAME, folded

try:
    import pysqlite3
except ImportError:  # where the package has no wheel, the interpreter's own SQLite has to be sound
    pysqlite3 = None

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for its turn: the slowest of fifty waits two seconds."""
HURRIED: dict[str, Any] = {"hurried": True}
"""Execution option of a writer that waits for nobody."""
EAGER: dict[str, Any] = {"eager": True}
"""Execution option of a writer that looks for its turn every two milliseconds.

SQLite looks ever less often, at last every tenth of a second: the follow-up, alone against the threads of
a server under load, was seen to miss its turn for ten seconds and more.
"""
_EAGER_SECONDS = 0.002
_HURRIED_MS = 100
_HELD_SECONDS = 10.0
_CONNECT_SECONDS = 5


_POSTGRESQL = {"connect_timeout": _CONNECT_SECONDS, "options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"}
"""How long anybody waits for a lock, or a server that is away. An address with options keeps its own."""


_WRITER = 0x434D4941
"""The number of PostgreSQL's advisory lock that a writer holds until its transaction ends."""


def _sound(version: str) -> bool:
    """SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode (sqlite.org/wal.html#walresetbug)."""
    number = tuple(int(part) for part in version.split("."))
    return number >= (3, 51, 3) or (3, 50, 7) <= number < (3, 51) or (3, 44, 6) <= number < (3, 45)


def sqlite_module() -> ModuleType:
    """The interpreter's SQLite where it is sound, else that of `pysqlite3`; `Unavailable` if neither is."""
    for module in (sqlite3, pysqlite3):
        if module is not None and _sound(module.sqlite_version):
            return module
    raise Unavailable("database.sqlite_unsound", version=sqlite3.sqlite_version)


def make_engine(url: str) -> Engine:
    """An engine with the settings that were measured to be durable and fair (docs/architecture.md).

    Its errors do not name the values of a statement: they end in logs, and the values are texts and hashes.
    Nothing is opened yet. `Invalid` for an address that is neither a SQLite file's nor PostgreSQL's.
    """
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise Invalid("database.url") from error
    if backend == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(
            address,
            pool_pre_ping=True,
            pool_size=20,
            hide_parameters=True,
            connect_args={name: value for name, value in _POSTGRESQL.items() if name not in address.query},
        )
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    if backend != "sqlite" or address.database in (None, "", ":memory:"):
        raise Invalid("database.url")
    engine = create_engine(
        address, module=sqlite_module(), pool_size=20, max_overflow=20, hide_parameters=True
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _Turns().begin)
    return engine


def memory_engine() -> Engine:
    """An empty database in memory that ends with its engine: for comparing, never for keeping."""
    engine = create_engine("sqlite://", module=sqlite_module(), poolclass=StaticPool)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _Turns().begin)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    """One writer at a time, as on SQLite: what it looked at stays so, and events get their ids in order."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions of its own: `_begin_sqlite` does, in the right mode.
    connection.isolation_level = None
    connection.create_function(SQLITE_NAME, 1, folded, deterministic=True)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_eagerly(connection: Connection) -> None:
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > deadline:
                    raise
                time.sleep(_EAGER_SECONDS)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


class _Turns:
    """How SQLite's transactions begin. While somebody keeps the write lock for himself, none waits long.

    Else every thread of the server would stand waiting there, and nobody could read. Writers of one process
    queue at a door: SQLite knows no queue, each looks for its turn by itself, and ever less often.
    """

    def __init__(self) -> None:
        self._held_until = 0.0
        self._door = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """A reader begins at once; a writer waits for its turn."""
        options = connection.get_execution_options()
        if not options.get("writes", False):
            connection.exec_driver_sql("BEGIN")
            return
        if options.get("eager", False):
            _begin_eagerly(connection)
            return
        if options.get("hurried", False):
            self._begin(connection, hurried=True)
            return
        with self._door:
            self._begin(connection, hurried=time.monotonic() < self._held_until)

    def _begin(self, connection: Connection, *, hurried: bool) -> None:
        if hurried:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_HURRIED_MS}")
        try:
            # One that begins as a reader may find the lock taken when it upgrades, and fail at once.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._held_until = 0.0
        except OperationalError as error:
            if "locked" in str(error.orig) and not hurried:
                self._held_until = time.monotonic() + _HELD_SECONDS
            raise
        finally:
            if hurried:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def readers(engine: Engine) -> sessionmaker[Session]:
    """Sessions that only read."""
    return sessionmaker(engine, expire_on_commit=False, autoflush=False)


@contextmanager
def together(engine: Engine) -> Iterator[tuple[sessionmaker[Session], sessionmaker[Session]]]:
    """Reading and writing sessions of one transaction: what they commit stays when the block ends well.

    For loading much at once: one wait for the disk instead of hundreds, and all of it or nothing.
    """
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        yield (
            sessionmaker(
                connection, expire_on_commit=False, autoflush=False, join_transaction_mode="rollback_only"
            ),
            sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint"),
        )


def writers(engine: Engine) -> sessionmaker[Session]:
    """Sessions that write: one at a time; they queue for their turn when they begin."""
    return sessionmaker(engine.execution_options(writes=True), expire_on_commit=False)
