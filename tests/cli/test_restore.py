"""`flask restore`: a sound backup of this version or an older one is restored, and nothing else is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.sums import write_sums
from tests.cli.commands import at, refused
from tests.factories.long_story import tell
from tests.factories.played import play


@pytest.fixture(scope="module")
def backup_made(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a council's work with every kind of event. Nobody writes there."""
    folder = tmp_path_factory.mktemp("restore")
    assert at(play(prepared, folder, tell), "backup", str(folder / "kept")).code == 0
    return folder / "kept"


@pytest.fixture
def backup_folder(backup_made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(backup_made, tmp_path / "kept"))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = at(tmp_path / "other", "restore", str(tmp_path / "empty"))
    refused(result, f"{tmp_path / 'empty'} holds no backup, or one that was not finished.")


@pytest.mark.parametrize("name", ["council.db", "drafts.git/packed-refs", "backup.json", "secret.key"])
def test_a_damaged_one_is_refused(backup_folder: Path, tmp_path: Path, name: str) -> None:
    content = bytearray((backup_folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (backup_folder / name).write_bytes(content)
    result = at(tmp_path / "other", "restore", str(backup_folder))
    refused(result, f"The backup is damaged: {name} was changed.")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("name", ["council.db", "SHA256SUMS", "drafts.git/HEAD"])
def test_an_incomplete_one_is_refused(backup_folder: Path, tmp_path: Path, name: str) -> None:
    (backup_folder / name).unlink()
    refused(
        at(tmp_path / "other", "restore", str(backup_folder)), f"The backup is incomplete: {name} is missing."
    )


def change_manifest(backup_folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change the manifest of a backup."""
    file = backup_folder / "backup.json"
    manifest = json.loads(file.read_text())
    change(manifest)
    file.write_text(json.dumps(manifest))
    write_sums(backup_folder)


@pytest.mark.parametrize("change", [{"format": 2}, {"schema": "9999"}])
def test_one_of_a_newer_version_is_refused(
    backup_folder: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    change_manifest(backup_folder, lambda manifest: manifest.update(change, version="7.1.0"))
    result = at(tmp_path / "other", "restore", str(backup_folder))
    refused(
        result,
        f"{backup_folder} was made by a newer version of the product (7.1.0). Restore it with that version.",
    )


def test_one_that_was_made_before_versions_were_named_is_restored(
    backup_folder: Path, tmp_path: Path
) -> None:
    change_manifest(backup_folder, lambda manifest: manifest.pop("version"))
    assert at(tmp_path / "other", "restore", str(backup_folder)).code == 0


def test_one_that_says_more_than_is_understood_is_restored(backup_folder: Path, tmp_path: Path) -> None:
    change_manifest(backup_folder, lambda manifest: manifest.update(made_on="docs.example.org"))
    assert at(tmp_path / "other", "restore", str(backup_folder)).code == 0


@pytest.mark.parametrize("database", ["../../etc/passwd", "SHA256SUMS", ["council.db"]])
def test_one_that_names_another_file_is_refused(
    backup_folder: Path, tmp_path: Path, database: object
) -> None:
    manifest = backup_folder / "backup.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"database": database}))
    write_sums(backup_folder)
    refused(
        at(tmp_path / "other", "restore", str(backup_folder)),
        "The backup is damaged: backup.json was changed",
    )


def test_a_database_cut_off_is_named_though_its_sum_is_right(backup_folder: Path, tmp_path: Path) -> None:
    with (backup_folder / "council.db").open("r+b") as file:
        file.truncate(30_000)
    write_sums(backup_folder)
    refused(at(tmp_path / "other", "restore", str(backup_folder)), "The copy of the database is damaged: ")


def test_an_index_within_is_refused_unread(backup_folder: Path, tmp_path: Path) -> None:
    (backup_folder / "index").mkdir()
    (backup_folder / "index" / "adopted").write_bytes(b"pickled")
    write_sums(backup_folder)
    refused(
        at(tmp_path / "other", "restore", str(backup_folder)), "The backup is damaged: index was changed."
    )


def test_git_gets_no_orders_from_a_backup(backup_folder: Path, tmp_path: Path) -> None:
    repository = backup_folder / "drafts.git"
    with (repository / "config").open("a") as config:
        config.write("[core]\n\tfsmonitor = touch /tmp/here\n")
    (repository / "hooks").mkdir()
    (repository / "hooks" / "reference-transaction").write_text("#!/bin/sh\nexit 1\n")
    (repository / "objects" / "info" / "alternates").write_text("/elsewhere/objects\n")
    write_sums(backup_folder)
    other = tmp_path / "other"
    assert at(other, "restore", str(backup_folder)).code == 0
    assert "fsmonitor" not in (other / "drafts.git" / "config").read_text("utf-8")
    assert not (other / "drafts.git" / "hooks").exists()
    assert not (other / "drafts.git" / "objects" / "info" / "alternates").exists()


def test_one_that_does_not_agree_leaves_nothing_behind(backup_folder: Path, tmp_path: Path) -> None:
    # Its sums are right, and its journal lacks the last events.
    store = GitStore(backup_folder / "drafts.git")
    refs = store.refs("refs/")
    refs["refs/heads/journal"] = store.log(refs["refs/heads/journal"])[20].id
    store.close()
    lines = [f"{oid} {name}\n" for name, oid in sorted(refs.items())]
    shutil.rmtree(backup_folder / "drafts.git" / "logs", ignore_errors=True)
    for loose in (backup_folder / "drafts.git" / "refs").rglob("*"):
        if loose.is_file():
            loose.unlink()
    (backup_folder / "drafts.git" / "packed-refs").write_text("".join(lines))
    write_sums(backup_folder)
    other = tmp_path / "other"
    refused(at(other, "restore", str(backup_folder)), "The backup cannot be restored completely (")
    assert [path.name for path in other.iterdir()] == ["setup.lock"]
