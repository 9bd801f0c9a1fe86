"""`flask maintain`: maintenance that nobody at work notices."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from cmia_docs.actions.operation import maintain as maintaining
from cmia_docs.actions.operation.maintain import maintenance_lock
from cmia_docs.actions.operation.verify import verify
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.locks import FOLLOW_UP, exclusive_lock
from tests.cli.commands import at, flask
from tests.factories.product import Product
from tests.factories.writing import writing


@pytest.fixture
def worked(product: Product) -> Path:
    """A data folder with an adopted act and two drafts, the last of them not followed yet."""
    product.adopted()
    product.draft()
    product.follow_up()
    product.draft()
    return product.installation.settings.data


def objects(repository: Path) -> set[str]:
    """The ids of all objects of a repository, loose or packed."""
    result = subprocess.run(
        ["git", f"--git-dir={repository}", "cat-file", "--batch-all-objects", "--batch-check=%(objectname)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(result.stdout.split())


def test_everything_is_packed_and_nothing_is_lost(worked: Path, product: Product) -> None:
    before = objects(worked / "drafts.git")
    refs = product.services.drafts.refs("refs/")

    result = flask(worked, "maintain")

    assert result.code == 0
    assert [line.partition(":")[0] for line in result.out.splitlines()] == ["drafts.git", "register.git"]
    assert all(line.endswith(" MB, sound.") for line in result.out.splitlines())
    # What nothing points to yet, the save of the draft that waits, is as it was.
    assert objects(worked / "drafts.git") == before
    assert product.services.drafts.refs("refs/") == refs
    assert (worked / "drafts.git" / "packed-refs").is_file()
    assert (worked / "drafts.git" / "objects" / "info" / "commit-graphs").is_dir()
    product.follow_up()
    assert verify(product.services) == []


def test_a_second_time_there_is_little_to_do(worked: Path) -> None:
    assert at(worked, "maintain").code == 0
    again = at(worked, "maintain")
    assert again.code == 0
    assert again.out.splitlines()[1].startswith("register.git: 0 objects packed, 1 packs, ")


def test_writers_at_work_lose_nothing(product: Product, tmp_path: Path) -> None:
    drafts = [product.draft(), product.draft()]
    product.follow_up()
    data = product.installation.settings.data
    with writing(data, drafts, tmp_path) as writers:
        for _ in range(3):
            result = at(data, "maintain")
            assert (result.code, result.err) == (0, "")
            writers.wait_for(3)
        saved = writers.stop()
    product.follow_up()
    assert len(saved) == len(set(saved)) > 10
    numbers = [product.revision(document).number for document in drafts]
    assert sum(numbers) == len(saved) + len(drafts)
    assert verify(product.services) == []


def test_a_damaged_repository_is_named(worked: Path) -> None:
    store = GitStore(worked / "register.git")
    commit = store.refs("refs/heads/")["refs/heads/main"]
    file = worked / "register.git" / "objects" / commit[:2] / commit[2:]
    file.chmod(0o644)
    file.write_bytes(b"not an object")
    store.close()
    result = at(worked, "maintain")
    assert result.code == 1


def test_a_lost_object_is_named(worked: Path, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    # As on a disk that lost a block after the packing.
    monkeypatch.setattr(GitStore, "check", lambda _self: ["missing blob 0123"])
    services, data = product.services, product.installation.settings.data
    assert [one.problems for one in maintaining.maintain(services, data)] == [("missing blob 0123",)] * 2
    result = at(worked, "maintain")
    assert result.code == 1
    assert "drafts.git: " in result.out
    assert "DAMAGED:\n  missing blob 0123\n" in result.out
    assert result.out.splitlines()[-1].startswith("Restore the repository from a backup")


def test_what_only_seems_lost_since_people_write_is_looked_at_again_while_no_branch_moves(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, data = product.services, product.installation.settings.data
    at_rest: list[bool] = []

    def check(_self: GitStore) -> list[str]:
        with exclusive_lock(data / FOLLOW_UP) as free:
            at_rest.append(not free)
        return [] if at_rest[-1] else ["missing blob 0123"]

    monkeypatch.setattr(GitStore, "check", check)
    assert [one.problems for one in maintaining.maintain(services, data)] == [(), ()]
    assert at_rest == [False, True, False, True]


def test_only_one_is_at_it(worked: Path) -> None:
    with maintenance_lock(worked):
        result = at(worked, "maintain")
    assert (result.code, result.sentence) == (
        1,
        "A backup or the maintenance is running already. Try again when it has ended.",
    )


def test_a_follow_up_without_end_is_not_waited_for_for_ever(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintaining, "PATIENCE_SECONDS", 0.0)
    with exclusive_lock(worked / FOLLOW_UP):
        result = at(worked, "maintain")
    assert (result.code, result.sentence.startswith("New events arrive continuously")) == (1, True)


def test_what_killed_processes_left_is_removed(worked: Path) -> None:
    folder = worked / "drafts.git" / "objects"
    old, young = folder / "00" / "tmp_obj_old", folder / "00" / "tmp_obj_young"
    lock = folder / "info" / "commit-graphs" / "commit-graph-chain.lock"
    for file in (old, young, lock):
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(b"remains")
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))

    assert at(worked, "maintain").code == 0

    assert [file.exists() for file in (old, young, lock)] == [False, True, False]


def test_it_is_said_when_git_cannot(worked: Path) -> None:
    (worked / "drafts.git" / "objects" / "info" / "commit-graphs").write_text("a file in the way")
    result = at(worked, "maintain")
    assert (result.code, result.sentence.startswith("Git cannot pack the repository: ")) == (1, True)


def test_without_an_installation_it_says_so(tmp_path: Path) -> None:
    result = at(tmp_path / "none", "maintain")
    assert (result.code, result.sentence.startswith("There is no installation in ")) == (1, True)
