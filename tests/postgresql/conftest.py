"""The product on PostgreSQL: tests of this folder get a `product` whose database is one.

Without PostgreSQL they are skipped; with CI=true its absence fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from cmia_docs.settings import Settings
from tests.conftest import app_for_tests, close, prepare, settings_for
from tests.factories.product import FakeClock, FakeMail
from tests.postgresql.server import Server, programs, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for the whole run."""
    folder = programs()
    if folder is None:
        missing = "PostgreSQL's initdb and pg_ctl are neither on the path nor in /usr/lib/postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(f"{missing}; on Debian: apt-get install postgresql")
    with running(folder) as started:
        yield started


@pytest.fixture(scope="session")
def prepared_there(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with council and cast, and the database that goes with it."""
    folder, database = tmp_path_factory.mktemp("prepared") / "var", server.create()
    prepare(settings_for(folder, CMIA_DATABASE_URL=server.url(database)))
    return folder, database


@pytest.fixture
def database(server: Server, prepared_there: tuple[Path, str]) -> Iterator[str]:
    """The name of a test's own database, with council and cast."""
    name = server.create(prepared_there[1])
    yield name
    server.drop(name)


@pytest.fixture
def app(
    server: Server,
    database: str,
    prepared_there: tuple[Path, str],
    tmp_path: Path,
    clock: FakeClock,
    mail: FakeMail,
) -> Iterator[Flask]:
    """The product on a data folder and a PostgreSQL database of the test's own."""
    folder = tmp_path / "var"
    shutil.copytree(prepared_there[0], folder)
    made = app_for_tests(settings_for(folder, CMIA_DATABASE_URL=server.url(database)), clock, mail)
    yield made
    close(made)


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Iterator[Settings]:
    """An empty data folder and an empty database."""
    name = server.create()
    yield settings_for(tmp_path / "var", CMIA_DATABASE_URL=server.url(name))
    server.drop(name)
