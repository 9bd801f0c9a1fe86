"""`flask doctor`: what is wrong, in plain words."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import text

from cmia_docs.actions.follow_up.worker import Failure
from cmia_docs.cli.doctor import data_folder, machine
from cmia_docs.errors import Unavailable
from cmia_docs.models import Notice
from cmia_docs.models.database import make_engine
from cmia_docs.reasons.git import GitCannotMoveRef
from tests.cli.commands import CommandResult, at, flask, within
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.product import FakeClock, FakeMail, Product


def lines_of(result: CommandResult, level: str) -> list[str]:
    """The lines of a level, without it."""
    return [line[7:] for line in result.out.splitlines() if line.startswith(level)]


@pytest.fixture
def worked(product: Product) -> Path:
    """An installation with some work in it, closed and private."""
    product.adopted()
    product.follow_up()
    folder = product.installation.settings.data
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & 0o700)
    return folder


def test_a_sound_installation(worked: Path, tmp_path: Path) -> None:
    assert at(worked, "backup", str(tmp_path / "kept")).code == 0
    result = flask(worked, "doctor")
    assert (result.code, lines_of(result, "fault")) == (0, [])
    assert [line.split()[0] for line in lines_of(result, "note")] == ["mail"]
    assert result.out.splitlines()[-1] == "Nothing is wrong; the notes are worth a look."
    subjects = [line[7:].split("  ")[0] for line in result.out.splitlines()[:-1]]
    assert subjects == [
        "settings",
        "data folder",
        "set-up",
        "disk",
        "git",
        "clock",
        "database",
        "repositories",
        "repositories",
        "indexes",
        "indexes",
        "follow-up",
        "mail",
        "backup",
    ]


def _rights(data: Path) -> None:
    data.chmod(0o755)


def _stale_lock(data: Path) -> None:
    lock = data / "drafts.git" / "refs" / "heads" / "journal.lock"
    lock.touch()
    hour_ago = time.time() - 3600
    os.utime(lock, (hour_ago, hour_ago))


def _lost_index(data: Path) -> None:
    shutil.rmtree(data / "index" / "adopted")


def _lost_repository(data: Path) -> None:
    shutil.rmtree(data / "register.git")


def _lost_database(data: Path) -> None:
    for file in data.glob("council.db*"):
        file.unlink()


def _other_version(data: Path) -> None:
    engine = make_engine(f"sqlite:///{data / 'council.db'}")
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()


def _failing(data: Path) -> None:
    why = Unavailable(GitCannotMoveRef(ref="refs/heads/1", why="the disk's quota"))
    failure = Failure("2026-03-02T09:00:00+00:00", str(why), why.code, why.details)
    (data / "follow-up.error").write_text(json.dumps(asdict(failure)))


def _failing_since_an_earlier_version(data: Path) -> None:
    failure = {"at": "2026-03-02T09:00:00+00:00", "error": "git.missing"}
    (data / "follow-up.error").write_text(json.dumps(failure))


def _old_backup(data: Path) -> None:
    (data / "last-backup.json").write_text(json.dumps({"made_at": "2026-01-02T08:00:00+00:00"}))


def _half_made(data: Path) -> None:
    (data / "ready").unlink()


@pytest.mark.parametrize(
    ("break_it", "subject", "sentence"),
    [
        (_rights, "data folder", "Others on this machine can read {data}: chmod -R go-rwx {data}"),
        (_half_made, "data folder", "{data} was left incomplete by a killed process, or holds other files."),
        (
            _stale_lock,
            "repositories",
            "{data}/drafts.git/refs/heads/journal.lock was left by a killed process.",
        ),
        (_lost_index, "indexes", "The search index adopted is missing: `flask reindex` rebuilds it."),
        (_lost_repository, "repositories", "{data}/register.git is missing or damaged. Restore it"),
        (_lost_database, "database", "The database is lost, or was never created: `flask rebuild`"),
        (_other_version, "database", "The database belongs to another version of the product."),
        (
            _failing,
            "follow-up",
            "Failing since 2026-03-02T09:00:00+00:00; 0 events wait. "
            "The branches of the repository cannot be moved: the disk's quota",
        ),
        (
            _failing_since_an_earlier_version,
            "follow-up",
            "Failing since 2026-03-02T09:00:00+00:00; 0 events wait. git.missing",
        ),
        (_old_backup, "backup", "The last one is of 2026-01-02 08:00 UTC: check why the timer makes none."),
    ],
)
def test_what_is_wrong_is_said(
    worked: Path, break_it: Callable[[Path], None], subject: str, sentence: str
) -> None:
    break_it(worked)
    result = at(worked, "doctor")
    assert result.code == 1
    assert any(
        line.startswith(f"{subject:<16} {sentence.format(data=worked)}") for line in lines_of(result, "fault")
    ), result.out
    assert result.out.splitlines()[-1] == "Something is wrong; see above what to do."


def test_a_lost_key_is_worth_a_look(worked: Path) -> None:
    (worked / "secret.key").unlink()
    result = at(worked, "doctor")
    assert (result.code, lines_of(result, "fault")) == (0, [])
    assert f"secret key       {worked}/secret.key is missing." in "\n".join(lines_of(result, "note"))


def test_where_nothing_was_made_nothing_is_lost(tmp_path: Path) -> None:
    result = at(tmp_path / "none" / "var", "doctor")
    assert (result.code, len(lines_of(result, "fault"))) == (1, 1)
    assert lines_of(result, "fault")[0].startswith("data folder      There is no installation in ")


def test_what_everybody_finds_is_said_once(worked: Path) -> None:
    (worked / "council.db").write_bytes(b"garbage" * 1000)
    result = at(worked, "doctor")
    assert len([line for line in lines_of(result, "fault") if "The database cannot be used" in line]) == 1


def test_without_git_every_command_says_so(worked: Path, tmp_path: Path) -> None:
    result = flask(worked, "doctor", PATH=str(tmp_path))
    assert result.code == 1
    assert "git              git is not installed. On Debian: apt-get install git" in lines_of(
        result, "fault"
    )
    assert flask(worked, "maintain", PATH=str(tmp_path)).sentence.startswith("git is not installed.")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_files_of_another_account(worked: Path) -> None:
    os.chown(worked / "drafts.git" / "refs", 65534, 65534)
    assert lines_of(at(worked, "doctor"), "fault") == [
        f"data folder      {worked}/drafts.git/refs belongs to another account: chown -R root: {worked}"
    ]
    os.chown(worked, 65534, 65534)
    result = "\n".join(lines_of(at(worked, "doctor"), "fault"))
    assert f"{worked} belongs to nobody, but doctor runs as root: run it as nobody." in result


def test_it_changes_nothing(worked: Path) -> None:
    _lost_database(worked)
    before = sorted(path.name for path in worked.iterdir())
    at(worked, "doctor")
    assert sorted(path.name for path in worked.iterdir()) == before


def test_events_that_wait_too_long_and_letters_given_up(product: Product) -> None:
    product.draft()
    with product.services.writers() as db, db.begin():
        for attempts in (3, 12):
            db.add(
                Notice(event_id=1, to="a@b.test", language="ru", template="x", values={}, attempts=attempts)
            )
    product.clock.advance(minutes=10)
    result = within(product.app, "doctor")
    assert result.code == 1
    assert "follow-up        3 events wait since 2026-03-02 09:00 UTC. Start the server" in result.out
    assert "mail             1 notices could not be sent yet and are tried again." in result.out
    assert "mail             1 notices were given up" in result.out


def test_a_clock_that_went_back(product: Product) -> None:
    product.draft()
    product.clock.advance(days=-3)
    result = within(product.app, "doctor")
    assert (
        "clock            The last event is of 2026-03-02 09:00 UTC, later than now: set the clock."
        in result.out
    )


def test_a_mail_server_that_is_not_there(worked: Path, clock: FakeClock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    result = at(worked, "doctor", CMIA_SMTP_HOST="127.0.0.1", CMIA_SMTP_PORT=str(port))
    assert result.code == 1
    assert any(
        line.startswith(f"mail             127.0.0.1:{port} accepts no mail: ")
        for line in lines_of(result, "fault")
    )


def test_the_machine(worked: Path, monkeypatch: pytest.MonkeyPatch, mail: FakeMail) -> None:
    monkeypatch.setattr(machine, "_LEAST_FREE", 10**18)
    monkeypatch.setattr(machine, "OLDEST_GIT", (99, 1))
    monkeypatch.setattr(data_folder, "_MANY_LOOSE", 0)
    result = at(worked, "doctor")
    assert result.code == 1
    assert any(
        "free some space, or saves will soon be refused." in line for line in lines_of(result, "fault")
    )
    assert any("is too old: install 99.1 or newer." in line for line in lines_of(result, "fault"))
    assert any("run flask maintain." in line for line in lines_of(result, "note"))


@pytest.mark.parametrize(
    ("settings", "beginning"),
    [
        ({"CMIA_HOST": "192.0.2.1"}, "Everybody who can reach 192.0.2.1 is served without TLS"),
        (
            {"CMIA_PUBLIC_URL": "https://docs.example.org"},
            "CMIA_PUBLIC_URL is https: set CMIA_BEHIND_PROXY=yes",
        ),
    ],
)
def test_settings_that_do_not_go_together(
    worked: Path, clock: FakeClock, mail: FakeMail, settings: dict[str, str], beginning: str
) -> None:
    app = app_for_tests(settings_for(worked, **settings), clock, mail)
    result = within(app, "doctor")
    close(app)
    assert any(line.startswith(f"settings         {beginning}") for line in lines_of(result, "note"))
