"""Copying the whole database while it is in use, and filling a database from such a copy.

SQLite by its online backup, PostgreSQL by `pg_dump` and `pg_restore`, which have to be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, MetaData, inspect

from cmia_docs.errors import Damaged, Invalid, Unavailable
from cmia_docs.models.base import Base
from cmia_docs.models.database import make_engine, sqlite_module
from cmia_docs.models.migrate import upgrade
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import (
    BackupCannotCopy,
    BackupDatabaseDamaged,
    BackupProgramFailed,
    BackupProgramMissing,
    RestoreOtherDatabase,
)

FILES = {"sqlite": "council.db", "postgresql": "council.pgdump"}
"""The name of the copy, by the kind of database."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is at this moment, whatever is written meanwhile."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        connection.exec_driver_sql("SELECT count(*) FROM alembic_version")  # from now on
        yield connection


def copy_database(seen: Connection, folder: Path) -> Path:
    """Write what a snapshot sees into a folder; the file. `Unavailable` where `pg_dump` fails."""
    target = folder / FILES[seen.dialect.name]
    if seen.dialect.name == "sqlite":
        _copy_sqlite(_driver(seen), target)
        return target
    number = seen.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
    _run("pg_dump", seen.engine.url, "--format=custom", f"--snapshot={number}", f"--file={target}")
    return target


def as_sqlite(seen: Connection, target: Path) -> Engine:
    """A SQLite database with the rows of a snapshot of either kind of database, to verify a copy."""
    if seen.dialect.name == "sqlite":
        _copy_sqlite(_driver(seen), target)
        return make_engine(f"sqlite:///{target}")
    engine = make_engine(f"sqlite:///{target}")
    upgrade(engine)
    with engine.execution_options(writes=True).connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in seen.execute(table.select()).mappings()]:
                connection.execute(table.insert(), rows)
        connection.commit()
    return engine


def check_dump(file: Path) -> None:
    """Read a copy completely, as restoring would. `Damaged` where that fails."""
    if file.name == FILES["postgresql"]:
        program = _program("pg_restore")
        ended = subprocess.run(
            [program, f"--file={os.devnull}", str(file)], capture_output=True, text=True, check=False
        )
        fault = ended.stderr.strip().splitlines()[-1:] if ended.returncode else []
    else:
        connection = sqlite_module().connect(file)
        try:
            fault = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        except sqlite_module().DatabaseError as error:
            fault = [str(error)]
        finally:
            connection.close()
    if fault:
        raise Damaged(BackupDatabaseDamaged(fault[0]))


def refuse_filled(engine: Engine) -> None:
    """`Invalid` where the database has tables already: they are never overwritten."""
    url = engine.url
    if engine.dialect.name == "sqlite" and not Path(url.database or "").exists():
        return
    if inspect(engine).get_table_names():
        raise Invalid(Reason.RESTORE_DATABASE_NOT_EMPTY)


def fill_database(engine: Engine, file: Path) -> None:
    """Fill an empty database from a copy of its kind. `Invalid` for another kind, or if it is not empty."""
    if file.name != FILES[engine.dialect.name]:
        raise Invalid(RestoreOtherDatabase(_KINDS[file.name]))
    refuse_filled(engine)
    if engine.dialect.name == "postgresql":
        options = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        _run("pg_restore", engine.url, *options, str(file))
        return
    engine.dispose()
    target = Path(engine.url.database or "")
    shutil.copyfile(file, target)
    target.chmod(0o600)


def empty_database(engine: Engine) -> None:
    """Remove what a failed restore has written. Only for a database that was empty before."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        file = Path(engine.url.database or "")
        for part in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
            part.unlink(missing_ok=True)
        return
    metadata = MetaData()
    metadata.reflect(engine)
    metadata.drop_all(engine)


_KINDS = {
    "council.db": "sqlite:////path/to/file, or nothing for the one in the data folder",
    "council.pgdump": "postgresql://user:password@host/database of an empty one",
}


def _copy_sqlite(source: Any, target: Path) -> None:
    copy = sqlite_module().connect(target)
    try:
        # This journal mode needs a single file, with no log beside it.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite_module().OperationalError as error:
        raise Unavailable(BackupCannotCopy(str(error))) from error
    finally:
        copy.close()


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _run(name: str, url: URL, *arguments: str) -> None:
    """Run a program of PostgreSQL on a database; the password is passed in the environment, not visible."""
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    plain = url.set(drivername="postgresql")._replace(password=None)
    command = [_program(name), f"--dbname={plain.render_as_string(hide_password=False)}", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | password)
    if ended.returncode:
        messages = ended.stderr.strip().splitlines() or [f"it ended with {ended.returncode}"]
        raise Unavailable(BackupProgramFailed(program=name, why=messages[-1]))


def _program(name: str) -> str:
    program = shutil.which(name)
    if program is None:
        raise Unavailable(BackupProgramMissing(name))
    return program
