"""`flask init`: an installation is made once, whole, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cmia_docs import create_app
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.services import Services
from cmia_docs.cli.demo.demo import DEMO_PASSWORD
from cmia_docs.cli.init import STARTER_TEXTS
from cmia_docs.models import Act, Document, Event, Notice, Person
from tests.cli.commands import CommandResult, at, finished, flask, start
from tests.conftest import close, settings_for

EMPTY = ("init", "--empty", "--admin-email", "admin@example.org")
SETUP = {"setup.lock"}


def files(folder: Path) -> set[str]:
    """The names in a folder."""
    return {entry.name for entry in folder.iterdir()}


def test_an_empty_installation_invites_its_administrator(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "var"

    result = flask(data, *EMPTY, "--admin-name", "Ирина Лосева", CMIA_PUBLIC_URL="https://docs.example.org")

    assert result.code == 0
    assert "https://docs.example.org/join/" in result.out
    assert files(data) >= {"council.db", "drafts.git", "register.git", "index", "secret.key", "ready"}
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    link = result.out.strip().removeprefix("The installation").split("/join/")[1]
    app = create_app(settings_for(data))
    client = app.test_client()
    assert "Ирина Лосева" in client.get(f"/join/{link}").text
    services: Services = app.extensions["cmia_docs_installation"].services
    assert verify(services) == []
    close(app)


def test_the_demo_is_whole(demo_made: tuple[Path, CommandResult], demo: Path) -> None:
    result = demo_made[1]
    assert (result.code, result.err) == (0, "")
    assert DEMO_PASSWORD in result.out
    app = create_app(settings_for(demo))
    services: Services = app.extensions["cmia_docs_installation"].services
    assert verify(services) == []
    with services.readers() as db:
        assert db.scalar(select(func.count()).select_from(Notice)) == 0
        assert (db.scalar(select(func.count()).select_from(Act)) or 0) >= 3
        assert len(set(db.scalars(select(Document.stage)))) >= 5
        assert db.scalars(select(Event.id).where(Event.processed_at.is_(None))).all() == []
        auditor = db.scalars(select(Person).where(Person.email == "auditor@cmia.example")).one()
        assert [grant.until is None for grant in auditor.grants] == [False]
    close(app)


def test_a_second_init_changes_nothing(data: Path) -> None:
    before = (data / "council.db").read_bytes()
    for result in (at(data, "init", "--demo"), at(data, *EMPTY)):
        assert result.code == 1
        assert result.sentence == f"{data} already holds an installation. `flask serve` starts it."
    assert (data / "council.db").read_bytes() == before


def test_a_half_made_folder_is_named_and_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "var"
    data.mkdir()
    (data / "notes.txt").write_text("mine")
    result = at(data, *EMPTY)
    assert result.code == 1
    assert f"If nothing in it is yours, remove it (rm -r {data}) and start again." in result.sentence
    assert files(data) - SETUP == {"notes.txt"}


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    file = tmp_path / "var"
    file.write_text("a file")
    for result in (
        at(file, "serve"),
        at(file, *EMPTY),
        at(file / "deeper", *EMPTY),
        at(file, "verify"),
    ):
        assert result.code == 1
        assert "a file stands where a folder is needed" in result.sentence
    assert file.read_text() == "a file"


def test_an_unwritable_folder(tmp_path: Path) -> None:
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o555)
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may write everywhere, and setpriv is missing that would take this right away")
        before = (setpriv, "--bounding-set=-dac_override,-dac_read_search")
    result = flask(parent / "var", *EMPTY, before=before)
    assert result.code == 1
    assert (
        result.sentence == f"{parent / 'var'}: no permission to write there; change its owner or CMIA_DATA."
    )


def test_while_another_start_is_at_it(tmp_path: Path) -> None:
    data = tmp_path / "var"
    data.mkdir()
    (data / "council.db").touch()
    with (data / "setup.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for result in (at(data, "serve", "--demo"), at(data, *EMPTY), at(data, "verify")):
            assert result.code == 1
            assert result.sentence == (
                f"Another process is setting up {data}. Wait until it has finished and try again."
            )


def test_of_two_at_once_one_wins(tmp_path: Path) -> None:
    data = tmp_path / "var"
    first, second = (finished(process) for process in [start(data, *EMPTY) for _ in range(2)])
    assert sorted([first.code, second.code]) == [0, 1]
    sentence = (first if first.code else second).sentence
    assert "Another process is setting up" in sentence or "already holds an installation" in sentence
    assert at(data, "verify").code == 0


def test_a_killed_init_is_recognised(tmp_path: Path) -> None:
    data = tmp_path / "var"
    process = start(data, "init", "--demo")
    deadline = time.monotonic() + 60
    while not (data / "council.db").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    finished(process)
    result = at(data, "serve", "--demo")
    assert result.code == 1
    assert "was left incomplete by a killed process" in result.sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("languages = [", "is not a settings file (TOML): "),
        ("languages = ['ru']\n" + "x = 1\n" * 2, "is not a settings file (TOML): "),
        ("", "languages: Name the languages by their codes"),
        (b"\xff\xfe", "is not UTF-8 text. Save it as UTF-8 and try again."),
    ],
)
def test_a_file_that_is_no_council(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    file = tmp_path / "council.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = at(tmp_path / "var", *EMPTY, "--council", str(file))
    assert (result.code, sentence in result.sentence) == (1, True), result
    assert not (tmp_path / "var").exists()


def test_all_faults_of_a_council_are_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    file.write_text('languages = ["fr"]\nno_replay = "blocks"\nstates = [{code = "fr"}]\n', "utf-8")
    result = at(tmp_path / "var", *EMPTY, "--council", str(file))
    assert result.sentence.splitlines() == [
        "The settings are not valid:",
        "  no_replay: There is no such setting: no_replay.",
        "  names-fr: The name in the working language is missing.",
        "  short_names-fr: The name in the working language is missing.",
        "  states-0-code: The code of a state consists of 2 to 10 capital Latin letters and digits, "
        "such as BY.",
        "  states-0-names-fr: The name in the working language is missing.",
        "  act_types-0-code: Name at least one act type.",
    ]


def test_a_council_in_no_time_zone_learns_what_to_write(tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    text = (STARTER_TEXTS / "council.toml").read_text("utf-8")
    file.write_text(text.replace('"Europe/Moscow"', '"Moscow"'), "utf-8")
    result = at(tmp_path / "var", *EMPTY, "--council", str(file))
    assert (
        'time_zone: There is no time zone "Moscow". Write area and city, such as Europe/Moscow'
        in result.sentence
    )
    assert not (tmp_path / "var").exists()


def test_after_a_refusal_one_can_begin_anew_at_once(tmp_path: Path) -> None:
    data = tmp_path / "var"
    result = at(data, "init", "--empty", "--admin-email", "nobody")
    assert (result.code, result.sentence) == (1, "This is not an email address.")
    assert files(data) == SETUP
    assert at(data, *EMPTY).code == 0


def test_what_is_missing_on_the_line(tmp_path: Path) -> None:
    for arguments, sentence in (
        (("init",), "Choose the first data: --demo or --empty."),
        (("init", "--empty"), "Name the first administrator: --admin-email you@example.org"),
        ((*EMPTY, "--council", "nowhere.toml"), "'nowhere.toml' does not exist"),
    ):
        result = at(tmp_path / "var", *arguments)
        assert (result.code, sentence in result.sentence) == (2, True), result
    assert not (tmp_path / "var").exists()
