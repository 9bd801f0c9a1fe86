"""A flipped bit, a missing object, a killed git process: never a wrong text, and no process left running."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from cmia_docs.errors import Damaged, NotFound, Unavailable
from cmia_docs.stores.git.object_formats import object_id
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import spec
from tests.stores.git.test_commit import git

TEXT = "".join(f"{number}. Положение пункта {number * 7919}.\n\n" for number in range(300)).encode()


@pytest.fixture
def commit(store: GitStore) -> str:
    written = store.write_commit(spec({"a/ru.md": TEXT}))
    store.move_ref("refs/heads/1", written, None)
    return written


def loose(store: GitStore, oid: str) -> Path:
    return store.path / "objects" / oid[:2] / oid[2:]


def flip(path: Path, position: int) -> bytes:
    """Flip one bit; returns the right content."""
    right = path.read_bytes()
    wrong = bytearray(right)
    wrong[position] ^= 0x10
    path.chmod(0o644)
    path.write_bytes(wrong)
    return right


def read_or_damaged(store: GitStore, commit: str) -> bytes | None:
    try:
        return store.read(commit, "a/ru.md")
    except Damaged:
        return None


@pytest.mark.parametrize("kind", ["blob", "tree", "folder", "commit"])
def test_no_flipped_bit_gives_another_text(store: GitStore, commit: str, kind: str) -> None:
    info = store.commit_info(commit)
    folder = git(store, "rev-parse", f"{commit}:a").strip()
    oid = {"blob": store.files(commit)["a/ru.md"], "tree": info.tree, "folder": folder, "commit": commit}[
        kind
    ]
    path = loose(store, oid)
    size = path.stat().st_size

    answers = set()
    for position in range(0, size, max(1, size // 25)):
        right = flip(path, position)
        answers.add(read_or_damaged(store, commit))
        path.write_bytes(right)
        assert store.read(commit, "a/ru.md") == TEXT
    # A few bits (of the compressor's own header) change nothing; the others are found.
    assert answers - {TEXT} == {None}


def test_a_shortened_object_is_damaged(store: GitStore, commit: str) -> None:
    path = loose(store, store.files(commit)["a/ru.md"])
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(Damaged):
        store.read(commit, "a/ru.md")


@pytest.mark.parametrize("position", [20, 200, 1_000])
def test_a_flipped_bit_in_a_pack_is_found(store: GitStore, commit: str, position: int) -> None:
    git(store, "repack", "-adq")
    [pack] = (store.path / "objects" / "pack").glob("*.pack")
    flip(pack, position)

    with pytest.raises(Damaged):
        store.read(commit, "a/ru.md")
    assert store.check(contents=True) != []


def test_a_missing_part_is_damage_and_a_missing_commit_is_not(store: GitStore, commit: str) -> None:
    loose(store, store.files(commit)["a/ru.md"]).unlink()
    with pytest.raises(Damaged):
        store.read(commit, "a/ru.md")

    other = store.write_commit(spec(message="2"))
    loose(store, other).unlink()
    with pytest.raises(NotFound):
        store.read(other, "a/ru.md")


def test_check_names_what_is_missing(store: GitStore, commit: str) -> None:
    assert store.check() == []
    blob = store.files(commit)["a/ru.md"]
    loose(store, blob).unlink()

    assert f"missing blob {blob}" in store.check()


def test_objects_without_a_ref_are_no_damage(store: GitStore, commit: str) -> None:
    store.write_commit(spec(message="not yet in any branch", parents=(commit,)))

    assert store.check(contents=True) == []


def test_a_killed_git_process_is_started_again(store: GitStore, commit: str) -> None:
    assert store.read(commit, "a/ru.md") == TEXT
    process = store._repos.repo().git.cat_file_all
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.proc.wait()

    assert store.read(commit, "a/ru.md") == TEXT


def test_an_answer_out_of_step_is_never_taken(store: GitStore, commit: str) -> None:
    assert store.read(commit, "a/ru.md") == TEXT
    process = store._repos.repo().git.cat_file_all
    assert process is not None
    assert process.stdin is not None
    # As after an interrupted read: the answer to an older question still waits in the pipe.
    process.stdin.write(store.commit_info(commit).tree.encode() + b"\n")
    process.stdin.flush()

    assert store.read(commit, "a/ru.md") == TEXT


def test_a_text_that_was_packed_meanwhile_is_still_read(store: GitStore, commit: str) -> None:
    assert store.read(commit, "a/ru.md") == TEXT
    git(store, "repack", "-adq")
    second = store.write_commit(spec({"a/ru.md": b"2"}, parents=(commit,)))

    assert (store.read(commit, "a/ru.md"), store.read(second, "a/ru.md")) == (TEXT, b"2")


def test_a_write_that_fails_is_reported_and_can_be_repeated(store: GitStore) -> None:
    in_the_way = store.path / "objects" / object_id("blob", b"new text")[:2]
    in_the_way.write_text("not a folder")
    with pytest.raises(Unavailable) as refused:
        store.write_commit(spec({"a/ru.md": b"new text"}))
    assert refused.value.code == "git.cannot_write"

    in_the_way.unlink()
    assert store.read(store.write_commit(spec({"a/ru.md": b"new text"})), "a/ru.md") == b"new text"
