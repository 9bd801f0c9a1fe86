"""Objects as files: what git writes and what we write is the same."""

from __future__ import annotations

import os
import subprocess
import zlib
from pathlib import Path

import pytest

from cmia_docs.stores.git.loose_objects import write_loose
from cmia_docs.stores.git.object_formats import object_id
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.git.writer import Writer

TEXT = "Статья 1. Назначение\n".encode() * 500


def path_of(objects: Path, oid: str) -> Path:
    """The file of an object."""
    return objects / oid[:2] / oid[2:]


@pytest.mark.parametrize("content", [b"", b"\0", TEXT])
def test_git_writes_the_same_object(tmp_path: Path, store: GitStore, content: bytes) -> None:
    oid = object_id("blob", content)
    write_loose(tmp_path, oid, "blob", content)
    git = ["git", f"--git-dir={store.path}", "hash-object", "-w", "--stdin"]
    result = subprocess.run(git, input=content, capture_output=True, check=True)
    assert result.stdout.decode().strip() == oid
    ours, gits = path_of(tmp_path, oid), path_of(store.path / "objects", oid)
    assert zlib.decompress(ours.read_bytes()) == zlib.decompress(gits.read_bytes())
    assert ours.stat().st_mode == gits.stat().st_mode


def test_an_object_that_is_there_stays_and_nothing_is_left_over(tmp_path: Path) -> None:
    oid = object_id("blob", TEXT)
    write_loose(tmp_path, oid, "blob", TEXT)
    before = path_of(tmp_path, oid).stat().st_ino
    write_loose(tmp_path, oid, "blob", TEXT)
    assert path_of(tmp_path, oid).stat().st_ino == before
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [oid[2:]]


@pytest.mark.parametrize("damage", [b"", b"no object", zlib.compress(b"blob 3\0Two")])
def test_a_damaged_object_gives_way_to_the_whole_one(tmp_path: Path, damage: bytes) -> None:
    oid = object_id("blob", TEXT)
    write_loose(tmp_path, oid, "blob", TEXT)
    whole = path_of(tmp_path, oid).read_bytes()
    path_of(tmp_path, oid).chmod(0o644)
    path_of(tmp_path, oid).write_bytes(damage)
    write_loose(tmp_path, oid, "blob", TEXT)
    assert path_of(tmp_path, oid).read_bytes() == whole


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    oid = object_id("blob", TEXT)
    (tmp_path / oid[:2]).write_text("a file")
    with pytest.raises(NotADirectoryError):
        write_loose(tmp_path, oid, "blob", TEXT)
    assert [entry.name for entry in tmp_path.iterdir()] == [oid[:2]]


def test_a_folder_that_packing_removes_meanwhile_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oid, made = object_id("blob", TEXT), []
    make = Path.mkdir

    def removed_at_first(folder: Path, **how: bool) -> None:
        make(folder, **how)
        made.append(folder)
        if len(made) == 1:
            folder.rmdir()

    monkeypatch.setattr(Path, "mkdir", removed_at_first)
    write_loose(tmp_path, oid, "blob", TEXT)
    assert path_of(tmp_path, oid).is_file()
    assert len(made) == 2


def test_a_folder_that_packing_removes_before_it_is_synced_is_passed_over(
    store: GitStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As `git repack -d` does in another process, at the last moment.
    opened = os.open

    def packed_first(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_DIRECTORY and Path(path).name == oid[:2]:
            path_of(Path(path).parent, oid).unlink()
            Path(path).rmdir()
        return opened(path, flags, *mode)

    oid = object_id("blob", TEXT)
    writer = Writer(store.path, store._reader)
    writer.store("blob", TEXT)
    monkeypatch.setattr(os, "open", packed_first)

    writer.sync()

    assert not path_of(store.path / "objects", oid).parent.exists()
