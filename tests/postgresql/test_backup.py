"""Backup and restore where the database is PostgreSQL."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.commands import flask
from tests.factories.product import Product
from tests.factories.writing import writing
from tests.models.samples import taken
from tests.postgresql.server import Server, programs


@pytest.fixture(autouse=True)
def the_servers_own_programs(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump has to be of the server's version."""
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")


def test_a_restore_drill_with_writers_at_work(
    product: Product, server: Server, database: str, tmp_path: Path
) -> None:
    product.adopted()
    drafts = [product.draft()]
    product.follow_up()
    data, target, empty = product.installation.settings.data, tmp_path / "kept", server.create()
    with writing(data, drafts, tmp_path, server.url(database)) as writers:
        before = writers.acknowledged()
        made = flask(data, "backup", str(target), CMIA_DATABASE_URL=server.url(database))
        assert (made.code, made.err) == (0, "")
        writers.stop()
    assert (target / "council.pgdump").is_file()
    other = tmp_path / "other"
    url = {"CMIA_DATABASE_URL": server.url(empty)}

    wrong = flask(other, "restore", str(target))
    result = flask(other, "restore", str(target), **url)

    assert (wrong.code, wrong.sentence.startswith("The backup holds a database of another kind.")) == (
        1,
        True,
    )
    assert (result.code, result.err) == (0, "")
    assert flask(other, "verify", **url).code == 0
    again = flask(tmp_path / "third", "restore", str(target), **url)
    assert (again.code, again.sentence.startswith("The database is not empty.")) == (1, True)
    server.drop(empty)
    assert len(before) >= 2
    assert len(taken(product.installation.engine)["revision"]) > len(before)


def test_without_pg_dump_it_says_what_to_install(
    product: Product, server: Server, database: str, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to("/usr/bin/git")
    result = flask(
        product.installation.settings.data,
        "backup",
        str(tmp_path / "kept"),
        CMIA_DATABASE_URL=server.url(database),
        PATH=str(tmp_path / "bin"),
    )
    assert result.code == 1
    assert result.sentence.startswith(
        "pg_dump is not installed. On Debian: apt-get install postgresql-client"
    )
    assert not (tmp_path / "kept").exists()
