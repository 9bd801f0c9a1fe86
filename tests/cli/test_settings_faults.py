"""Whatever the environment and the data folder hold, a command answers with a sentence."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.commands import at, flask

GARBAGE = {
    "CMIA_PORT": "eight",
    "CMIA_THREADS": "0",
    "CMIA_HOST": " ",
    "CMIA_DATABASE_URL": "mysql://root:geheim@db/x",
    "CMIA_PUBLIC_URL": "docs.example.org",
    "CMIA_BEHIND_PROXY": "perhaps",
    "CMIA_SMTP_PORT": "-1",
    "CMIA_SMTP_SECURITY": "ssl",
    "CMIA_MAIL_FROM": "nobody",
    "CMIA_LOG_LEVEL": "LOUD",
    "CMIA_MAX_UPLOAD_BYTES": "99999999999",
    "CMIA_PROT": "8000",
}


@pytest.mark.parametrize("arguments", [("serve",), ("--help",)])
def test_all_faults_of_the_settings_are_named_at_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = flask(tmp_path / "var", *arguments, **GARBAGE)

    assert result.code == 1
    lines = result.sentence.splitlines()
    assert lines[0] == "The settings are not valid:"
    assert sorted(line.strip().partition(":")[0] for line in lines[1:]) == sorted(GARBAGE)
    assert "geheim" not in result.err


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://cmia:geheim@127.0.0.1:1/cmia", "The database does not answer: "),
        ("sqlite:////nowhere/at/all.db", "The database is lost, or was never created"),
    ],
)
def test_a_database_that_cannot_be_used(data: Path, url: str, sentence: str) -> None:
    result = at(data, "verify", CMIA_DATABASE_URL=url)
    assert (result.code, sentence in result.sentence) == (1, True), result
    assert "geheim" not in result.err


@pytest.mark.parametrize("content", [b"short", b"x" * 33])
def test_a_damaged_key_is_named_and_made_anew_when_removed(data: Path, content: bytes) -> None:
    key = data / "secret.key"
    key.write_bytes(content)
    result = flask(data, "verify")
    assert result.code == 1
    assert result.sentence == f"{key} is damaged. Remove it: the next start creates another one."
    key.unlink()
    assert at(data, "verify").code == 0


def test_a_folder_where_the_key_should_be(data: Path) -> None:
    (data / "secret.key").unlink()
    (data / "secret.key").mkdir()
    result = flask(data, "verify")
    assert (result.code, "secret.key cannot be read (Is a directory)." in result.sentence) == (1, True)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("lost", "The database is lost, or was never created: `flask rebuild` creates it again"),
        ("garbage", "The database cannot be used: file is not a database."),
        ("empty", "The database is lost, or was never created"),
        ("folder", "The database cannot be used: "),
    ],
)
def test_a_database_that_is_lost_or_damaged(data: Path, damage: str, sentence: str) -> None:
    database = data / "council.db"
    database.unlink()
    if damage == "garbage":
        database.write_bytes(b"\x00\xffgarbage" * 1_000)
    elif damage == "empty":
        database.touch()
    elif damage == "folder":
        database.mkdir()
    for result in (
        at(data, "serve"),
        at(data, "reindex"),
        at(data, "user", "disable", "a@example.org"),
    ):
        assert (result.code, sentence in result.sentence) == (1, True), result
    assert database.exists() == (damage != "lost")


@pytest.mark.parametrize("name", ["drafts.git", "register.git"])
def test_a_repository_that_is_lost(data: Path, name: str) -> None:
    shutil.rmtree(data / name)
    for result in (
        at(data, "serve"),
        at(data, "follow-up", "--once"),
        at(data, "rebuild"),
    ):
        assert result.code == 1
        assert result.sentence == (
            f"{data / name} is missing or damaged. Restore it from a backup; nothing else was changed."
        )
    assert not (data / name).exists()
    assert at(data, "verify").code == 1


def test_a_database_of_another_version(data: Path, tmp_path: Path) -> None:
    with sqlite3.connect(data / "council.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for result in (at(data, "serve"), at(data, "rebuild")):
        assert (result.code, "belongs to another version of the product" in result.sentence) == (1, True), (
            result
        )


def test_a_time_zone_that_this_machine_does_not_know(data: Path) -> None:
    with sqlite3.connect(data / "council.db") as database:
        database.execute(
            "UPDATE council_settings SET settings = json_set(settings, '$.time_zone', 'Mars/Base')"
        )
    database.close()
    result = at(data, "serve")
    assert (result.code, result.sentence.startswith('There is no time zone "Mars/Base".')) == (1, True), (
        result
    )


def test_without_an_installation_every_command_says_so(tmp_path: Path) -> None:
    file, data = tmp_path / "text.md", tmp_path / "var"
    file.write_text("# Title")
    for arguments in (
        ("serve",),
        ("verify",),
        ("rebuild",),
        ("reindex",),
        ("follow-up", "--once"),
        ("user", "disable", "a@example.org"),
        ("user", "invite", "a@example.org", "--name", "A"),
        ("export", "some-text", "--language", "ru"),
        ("import", str(file), "--type", "regulation", "--title", "T", "--drafter", "a@example.org"),
    ):
        result = at(data, *arguments)
        assert result.code == 1
        assert result.sentence.startswith(f"There is no installation in {data}. Create one: flask init")
    assert not data.exists()
