"""Commits: written, read back unchanged, the same for the same input, and valid for git itself."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.stores.git.store import CommitInfo, GitStore, Signature
from tests.stores.conftest import AT, DRAFTER, SERVICE, TRAILERS, spec

ABSENT = "1234567890" * 4


def git(store: GitStore, *arguments: str) -> str:
    """What plain git says of the repository."""
    done = subprocess.run(
        ["git", f"--git-dir={store.path}", *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_commit_reads_back_as_written(store: GitStore) -> None:
    first = store.write_commit(spec())
    second = store.write_commit(spec(parents=(first,), message="Вторая"))

    assert store.commit_info(second) == CommitInfo(
        id=second,
        tree=git(store, "rev-parse", f"{second}^{{tree}}").strip(),
        parents=(first,),
        author=DRAFTER,
        committer=SERVICE,
        message="Вторая",
        trailers=TRAILERS,
    )
    assert store.commit_info(second).trailer("Kind") == "save"
    assert store.commit_info(second).trailer("State") is None


def test_git_reads_the_same_commit(store: GitStore) -> None:
    commit = store.write_commit(spec())

    assert git(store, "show", "-s", "--format=%an|%ae|%at|%cn|%s", commit) == (
        "Айгуль Серикова|a.serikova@council.example|1378801815|CMIA Docs|Первая редакция\n"
    )
    assert git(store, "show", "-s", "--format=%(trailers:only,unfold)", commit).strip() == (
        "Document: 12\nKind: save\nActor: a.serikova"
    )
    assert git(store, "show", f"{commit}:regulation/ru.md") == "# Положение {#k1}\n"
    store.move_ref("refs/heads/12", commit, None)
    assert git(store, "fsck", "--strict", "--full", "--no-dangling", "--no-progress") == ""


def test_the_same_spec_gives_the_same_id_in_any_repository(
    store: GitStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = GitStore.create(tmp_path_factory.mktemp("other") / "drafts.git")
    files = {"b/ru.md": b"1", "a/en.md": b"2"}
    turned = dict(reversed(files.items()))

    assert (
        store.write_commit(spec(files)) == other.write_commit(spec(turned)) == store.write_commit(spec(files))
    )
    other.close()


def test_files_without_a_base_are_the_whole_tree(store: GitStore) -> None:
    first = store.write_commit(spec({"a/ru.md": b"1", "a/en.md": b"2"}))
    second = store.write_commit(spec({"a/ru.md": b"3"}, parents=(first,)))

    assert list(store.files(second)) == ["a/ru.md"]


def test_files_over_a_base_leave_the_rest(store: GitStore) -> None:
    base = store.write_commit(
        spec({"a/ru.md": b"1", "a/en.md": b"2", "b/ru.md": b"3", "council.json": b"{}"})
    )
    laid = store.write_commit(spec({"a/ru.md": b"4", "a/annexes/one.md": b"5"}, parents=(base,), base=base))
    before = store.files(base)

    assert {path: store.read(laid, path) for path in store.files(laid)} == {
        "a/annexes/one.md": b"5",
        "a/en.md": b"2",
        "a/ru.md": b"4",
        "b/ru.md": b"3",
        "council.json": b"{}",
    }
    assert store.files(laid)["a/en.md"] == before["a/en.md"]
    # Git orders 'a' among 'a-b' and 'a.md' as if it were 'a/': fsck would say so if the store did not.
    assert store.check(contents=True) == []


def test_names_that_sort_differently_as_folders_make_a_sound_tree(store: GitStore) -> None:
    files = {"a/x.md": b"1", "a-b/x.md": b"2", "a.md": b"3", "a0.md": b"4", "ab/x.md": b"5"}
    store.move_ref("refs/heads/1", store.write_commit(spec(files)), None)

    assert store.check(contents=True) == []
    assert git(store, "ls-tree", "-r", "--name-only", "refs/heads/1").split() == [
        "a-b/x.md",
        "a.md",
        "a/x.md",
        "a0.md",
        "ab/x.md",
    ]


def test_a_commit_without_files_is_kept(store: GitStore) -> None:
    assert store.files(store.write_commit(spec({}))) == {}


def test_content_is_kept_byte_for_byte(store: GitStore) -> None:
    content = bytes(range(256)) * 5_000 + b"\r\n"
    commit = store.write_commit(spec({"a/ru.md": content, "a/en.md": b""}))

    assert (store.read(commit, "a/ru.md"), store.read(commit, "a/en.md")) == (content, b"")


def test_history_is_newest_first_and_follows_first_parents(store: GitStore) -> None:
    one = store.write_commit(spec(message="1"))
    side = store.write_commit(spec(message="side"))
    two = store.write_commit(spec(message="2", parents=(one, side)))
    three = store.write_commit(spec(message="3", parents=(two,)))

    assert [info.message for info in store.log(three)] == ["3", "2", "1"]
    assert [info.id for info in store.log(three, limit=2)] == [three, two]
    assert store.log(three, limit=0) == []


def test_what_is_not_there_is_not_found(store: GitStore) -> None:
    commit = store.write_commit(spec({"a/ru.md": b"1"}))
    blob = store.files(commit)["a/ru.md"]

    for path in ("a/en.md", "b/ru.md", "a/ru/c.md", "ru.md"):
        with pytest.raises(NotFound):
            store.read(commit, path)
    for oid in (ABSENT, blob):
        with pytest.raises(NotFound):
            store.commit_info(oid)
    with pytest.raises(NotFound):
        store.write_commit(spec(parents=(ABSENT,)))
    with pytest.raises(NotFound):
        store.write_commit(spec(base=ABSENT))


@pytest.mark.parametrize(
    "oid", ["main", "refs/heads/1", "--output=x", "abc123", "A" * 40, "1" * 39, "1" * 40 + "\n"]
)
def test_only_full_ids_name_a_commit(store: GitStore, oid: str) -> None:
    with pytest.raises(Invalid):
        store.read(oid, "a/ru.md")


def test_times_of_other_zones_are_kept_as_the_same_moment(store: GitStore) -> None:
    there = datetime(2013, 9, 10, 14, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=6)))
    commit = store.write_commit(spec(author=Signature("A", "a@b.example", there)))

    assert store.commit_info(commit).author.at == AT
    assert store.commit_info(commit).author.at.tzinfo is UTC
