"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

# What a test writes need not outlive a power cut.
_FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=200",
)
_SECONDS = 120


@dataclass
class Server:
    """A running server. Databases are made from one another, which takes a tenth of a second."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The address of a database, as in CMIA_DATABASE_URL."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """A new database like the template, whose connections have to be closed; its name."""
        name = f"test_{next(self._numbers)}"
        statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        if self._version() < 150_000:
            statement = "CREATE DATABASE {} TEMPLATE {}"
        self._run(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Remove a database."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(f"user=postgres dbname=postgres host={self.folder}", autocommit=True) as admin:
            admin.execute(statement)

    def _version(self) -> int:
        with psycopg.connect(f"user=postgres dbname=postgres host={self.folder}") as admin:
            return admin.info.server_version


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them."""
    pg_ctl = shutil.which("pg_ctl")
    folders = [Path(pg_ctl).resolve().parent] if pg_ctl else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A server while the block runs. PostgreSQL refuses to run as root: then it runs as `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="cmia-pg-"))
    user = _owner(folder)

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), "-D", str(folder / "data"), *arguments]
        log = (folder / "log").open("ab")
        with log:
            subprocess.run(
                command, check=True, timeout=_SECONDS, cwd=folder, user=user, stdout=log, stderr=log
            )

    try:
        run(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = " ".join(f"-c {setting}" for setting in (*_FAST, f"unix_socket_directories={folder}"))
        run("pg_ctl", "--wait", f"--options={options}", "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> int | None:
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return account.pw_uid
