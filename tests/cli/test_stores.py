"""`flask reindex, follow-up, rebuild, verify`: maintenance of the stores."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from cmia_docs.stores.git.store import GitStore
from tests.cli.commands import at, finished, flask, start
from tests.factories.product import Product


@pytest.fixture
def worked(product: Product) -> Path:
    """A data folder with an adopted act and a draft that still waits for the follow-up."""
    product.adopted()
    product.follow_up()
    product.draft()
    return product.installation.settings.data


def test_what_waits_is_carried_on_once(worked: Path) -> None:
    waiting = at(worked, "verify")
    assert waiting.code == 1
    assert "journal.event_missing: event " in waiting.out
    assert waiting.out.splitlines()[-2].endswith(" differences.")
    assert waiting.out.splitlines()[-1].startswith("3 events wait: start the server, or")
    assert flask(worked, "follow-up", "--once").out == "3 events processed.\n"
    assert at(worked, "follow-up", "--once").out == "0 events processed.\n"
    agreed = at(worked, "verify")
    assert (agreed.code, agreed.out) == (0, "Database, repositories and indexes agree.\n")


def test_lost_indexes_are_rebuilt(worked: Path) -> None:
    at(worked, "follow-up", "--once")
    shutil.rmtree(worked / "index")
    assert at(worked, "verify").code == 1
    result = at(worked, "reindex")
    assert (result.code, result.out) == (0, "Both indexes are built.\n")
    assert at(worked, "verify").code == 0


def test_a_lost_database_is_rebuilt_and_one_that_is_there_is_left_alone(worked: Path) -> None:
    at(worked, "follow-up", "--once")
    refused = at(worked, "rebuild")
    assert (refused.code, "The database is not empty." in refused.sentence) == (1, True)
    for name in ("council.db", "council.db-wal", "council.db-shm"):
        (worked / name).unlink(missing_ok=True)

    result = flask(worked, "rebuild")

    assert result.code == 0
    assert result.out.endswith(
        " events replayed. Next: flask verify, then invite people (flask user invite).\n"
    )
    assert at(worked, "verify").code == 0
    assert at(worked, "user", "invite", "again@example.org", "--name", "A").code == 0


def test_what_a_lost_database_left_behind_is_set_aside(worked: Path) -> None:
    at(worked, "follow-up", "--once")
    (worked / "council.db").unlink()
    (worked / "council.db-wal").write_bytes(b"remains")

    assert at(worked, "rebuild").code == 0

    assert (worked / "council.db-wal.lost").read_bytes() == b"remains"
    assert at(worked, "verify").code == 0


def test_without_a_journal_there_is_nothing_to_rebuild_from(worked: Path) -> None:
    (worked / "council.db").unlink()
    shutil.rmtree(worked / "drafts.git")
    GitStore.create(worked / "drafts.git").close()
    result = at(worked, "rebuild")
    assert result.code == 1
    assert result.sentence == "The repository has no journal, so there is nothing to rebuild from."


def test_a_damaged_object_is_named(worked: Path) -> None:
    at(worked, "follow-up", "--once")
    objects = worked / "register.git" / "objects"
    damaged = next(path for path in sorted(objects.rglob("*")) if path.is_file() and len(path.name) == 38)
    damaged.chmod(0o644)
    damaged.write_bytes(b"not an object")
    result = at(worked, "verify")
    assert result.code == 1
    assert result.out.splitlines()[-1].endswith(" differences.")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_follow_up_of_its_own_ends_when_told_to(worked: Path, number: signal.Signals) -> None:
    process = start(worked, "follow-up")
    journal = worked / "drafts.git" / "logs" / "refs" / "heads" / "journal"
    before, deadline = journal.stat().st_size, time.monotonic() + 60
    while journal.stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    assert finished(process).code == 0
    assert at(worked, "verify").code == 0
