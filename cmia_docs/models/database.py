"""Engines and database sessions: embedded SQLite, or PostgreSQL by its URL.

Readers never take the write lock.
"""

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
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import DatabaseSqliteUnsound

try:
    import pysqlite3
except ImportError:  # where the package has no wheel, the interpreter's SQLite has to be sound
    pysqlite3 = None

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for its turn; the slowest of fifty waits two seconds."""
WITHOUT_WAITING: dict[str, Any] = {"without_waiting": True}
"""Execution option of a writer that does not wait for others."""
EAGER: dict[str, Any] = {"eager": True}
"""Execution option of a writer that tries to get its turn every two milliseconds.

SQLite tries ever less often, at last every tenth of a second: the follow-up, competing with the threads of a
server under load, missed its turn for ten seconds and more.
"""
_EAGER_SECONDS = 0.002
_WITHOUT_WAITING_MS = 100
_HELD_SECONDS = 10.0
_MOST_WAITING = 8
"""Writers that wait the full time: half the threads of a server. Later ones give up after `_LULL_MS`."""
_LULL_MS = 2_000
"""When no writer of this process had a turn for so long, another process keeps the lock."""
_CONNECT_SECONDS = 5


_POOL = {"pool_size": 20, "max_overflow": -1}
"""A thread has up to three connections at once: two for reading, one for writing. With a limit, threads that
wait for their third would hold the two that others need; so the number of threads is the limit."""
_POSTGRESQL = {"connect_timeout": _CONNECT_SECONDS, "options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"}
"""How long to wait for a lock, or for a server that does not answer; options of the URL come first."""


_WRITER = 0x434D4941
"""The number of PostgreSQL's advisory lock that a writer holds until its transaction ends."""


def _sound(version: str) -> bool:
    """SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode (sqlite.org/wal.html#walresetbug)."""
    number = tuple(int(part) for part in version.split("."))
    return number >= (3, 51, 3) or (3, 50, 7) <= number < (3, 51) or (3, 44, 6) <= number < (3, 45)


def sqlite_module() -> ModuleType:
    """The interpreter's SQLite if it is sound, else that of `pysqlite3`; `Unavailable` if neither is."""
    for module in (sqlite3, pysqlite3):
        if module is not None and _sound(module.sqlite_version):
            return module
    raise Unavailable(DatabaseSqliteUnsound(sqlite3.sqlite_version))


def make_engine(url: str) -> Engine:
    """An engine with the settings that were measured to be durable and fair (docs/architecture.md).

    Its errors do not contain the values of a statement: they are logged, and values are texts and hashes.
    Nothing is opened yet. `Invalid` for an address that is neither a SQLite file's nor PostgreSQL's.
    """
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise Invalid(Reason.DATABASE_URL) from error
    if backend == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(
            address,
            pool_pre_ping=True,
            **_POOL,
            hide_parameters=True,
            connect_args={name: value for name, value in _POSTGRESQL.items() if name not in address.query},
        )
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    if backend != "sqlite" or address.database in (None, "", ":memory:"):
        raise Invalid(Reason.DATABASE_URL)
    engine = create_engine(address, module=sqlite_module(), hide_parameters=True, **_POOL)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _Turns().begin)
    return engine


def memory_engine() -> Engine:
    """An empty database in memory that ends with its engine, for comparing."""
    engine = create_engine("sqlite://", module=sqlite_module(), poolclass=StaticPool)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _Turns().begin)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    """One writer at a time, as on SQLite: what it has read stays true, and events get their ids in order."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions: `_Turns` does, in the right mode.
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
                if not _is_locked(error) or time.monotonic() > deadline:
                    raise
                time.sleep(_EAGER_SECONDS)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


class _Turns:
    """How SQLite's transactions begin. While another process keeps the write lock, few writers wait long.

    Otherwise all threads of the server would wait, and nobody could read. The writers of one process queue
    for a lock of their own: SQLite has no queue, each writer tries again by itself, and ever less often.
    """

    def __init__(self) -> None:
        self._held_until = 0.0
        self._last_turn = 0.0
        self._waiting = 0
        self._queue = threading.Lock()
        self._counting = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """A reader begins at once; a writer waits for its turn."""
        options = connection.get_execution_options()
        if not options.get("writes", False):
            connection.exec_driver_sql("BEGIN")
        elif options.get("eager", False):
            _begin_eagerly(connection)
        elif options.get("without_waiting", False):
            self._take_turn(connection, _WITHOUT_WAITING_MS)
        else:
            with self._in_queue():
                self._take_turn(connection, _WITHOUT_WAITING_MS if self._is_held() else BUSY_TIMEOUT_MS)

    def _is_held(self) -> bool:
        return time.monotonic() < self._held_until

    def _take_turn(self, connection: Connection, patience: int) -> None:
        unusual = patience != BUSY_TIMEOUT_MS
        if unusual:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
        try:
            # A transaction that begins as a reader's would fail at once if the lock is taken when it writes.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._held_until, self._last_turn = 0.0, time.monotonic()
        except OperationalError as error:
            if _is_locked(error) and not unusual:
                self._note_held()
            raise
        finally:
            if unusual:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")

    def _note_held(self) -> None:
        self._held_until = time.monotonic() + _HELD_SECONDS

    @contextmanager
    def _in_queue(self) -> Iterator[None]:
        """One writer of this process at a time waits for SQLite's lock; the others wait here.

        `Unavailable` where no writer had a turn for as long as this one waits.
        """
        with self._wait() as crowded:
            patience = _WITHOUT_WAITING_MS if self._is_held() else _LULL_MS if crowded else BUSY_TIMEOUT_MS
            begun = time.monotonic()
            # In one long wait: a thread that stops waiting in between loses its position in the queue.
            while not self._queue.acquire(timeout=max(0, self._left(begun, patience))):
                if self._left(begun, patience) <= 0:
                    self._note_held()
                    raise Unavailable(Reason.DATABASE_BUSY)
            try:
                yield
            finally:
                self._queue.release()

    def _left(self, begun: float, patience: int) -> float:
        """How many seconds a writer that began to wait then still waits, if no other has a turn meanwhile."""
        return max(begun, self._last_turn) + patience / 1000 - time.monotonic()

    @contextmanager
    def _wait(self) -> Iterator[bool]:
        """Whether so many writers wait already that other threads are needed for reading."""
        with self._counting:
            crowded = self._waiting >= _MOST_WAITING
            self._waiting += 1
        try:
            yield crowded
        finally:
            with self._counting:
                self._waiting -= 1


def _is_locked(error: OperationalError) -> bool:
    return "locked" in str(error.orig)


def readers(engine: Engine) -> sessionmaker[Session]:
    """Database sessions that only read."""
    return sessionmaker(engine, expire_on_commit=False, autoflush=False)


@contextmanager
def together(engine: Engine) -> Iterator[tuple[sessionmaker[Session], sessionmaker[Session]]]:
    """Database sessions of one transaction, reading and writing; it is committed if the block succeeds.

    For loading much at once: the disk is waited for once instead of hundreds of times; all of it or nothing.
    """
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        yield (
            sessionmaker(
                connection, expire_on_commit=False, autoflush=False, join_transaction_mode="rollback_only"
            ),
            sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint"),
        )


def writers(engine: Engine) -> sessionmaker[Session]:
    """Database sessions that write: one at a time; they wait for their turn when they begin."""
    return sessionmaker(engine.execution_options(writes=True), expire_on_commit=False)
