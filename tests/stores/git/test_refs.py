"""Refs move by compare-and-swap, repeatably; tags never move; locks of killed processes are removed."""

from __future__ import annotations

import subprocess

import pytest

from cmia_docs.errors import Invalid, NotFound, StaleRevision, Unavailable
from cmia_docs.stores.git.store import GitStore, RefMove
from tests.stores.conftest import SERVICE, spec
from tests.stores.git.test_commit import ABSENT, git


@pytest.fixture
def two(store: GitStore) -> tuple[str, str]:
    first = store.write_commit(spec())
    return first, store.write_commit(spec(parents=(first,), message="2"))


def test_a_ref_moves_from_what_was_seen(store: GitStore, two: tuple[str, str]) -> None:
    first, second = two
    assert store.ref("refs/heads/12") is None

    store.move_ref("refs/heads/12", first, None)
    assert store.ref("refs/heads/12") == first
    store.move_ref("refs/heads/12", second, first)
    assert store.ref("refs/heads/12") == second


def test_moving_again_changes_nothing(store: GitStore, two: tuple[str, str]) -> None:
    first, second = two
    for old in (None, None, second):
        store.move_ref("refs/heads/12", first, old)
    assert store.refs("refs/") == {"refs/heads/12": first}


@pytest.mark.parametrize("seen", ["nothing", "other"])
def test_a_ref_that_moved_meanwhile_is_stale(store: GitStore, two: tuple[str, str], seen: str) -> None:
    first, second = two
    third = store.write_commit(spec(message="3"))
    store.move_ref("refs/heads/12", first, None)

    with pytest.raises(StaleRevision) as refused:
        store.move_ref("refs/heads/12", second, None if seen == "nothing" else third)
    assert refused.value.details["current"] == first
    assert store.ref("refs/heads/12") == first


def test_a_ref_that_should_be_there_and_is_not_is_stale(store: GitStore, two: tuple[str, str]) -> None:
    with pytest.raises(StaleRevision) as refused:
        store.move_ref("refs/heads/12", two[1], two[0])
    assert refused.value.details["current"] is None


def test_a_ref_points_only_to_commits_that_are_there(store: GitStore, two: tuple[str, str]) -> None:
    for oid in (ABSENT, store.commit_info(two[0]).tree):
        with pytest.raises(NotFound):
            store.move_ref("refs/heads/12", oid, None)
    with pytest.raises(Invalid):
        store.move_ref("refs/heads/12", "HEAD", None)


def test_refs_are_listed_by_whole_parts(store: GitStore, two: tuple[str, str]) -> None:
    for name in ("refs/heads/1", "refs/heads/12", "refs/heads/journal", "refs/rounds/1/2"):
        store.move_ref(name, two[0], None)
    git(store, "pack-refs", "--all")
    store.move_ref("refs/heads/12", two[1], two[0])

    assert store.refs("refs/heads/") == {
        "refs/heads/1": two[0],
        "refs/heads/12": two[1],
        "refs/heads/journal": two[0],
    }
    assert store.refs("refs/rounds/1") == {"refs/rounds/1/2": two[0]}
    assert store.ref("refs/rounds/1") is None


def test_every_move_is_in_the_reflog(store: GitStore, two: tuple[str, str]) -> None:
    store.move_ref("refs/heads/12", two[0], None)
    store.move_ref("refs/heads/12", two[1], two[0])

    assert git(store, "reflog", "show", "--format=%H %gn", "refs/heads/12").splitlines() == [
        f"{two[1]} CMIA Docs",
        f"{two[0]} CMIA Docs",
    ]


def test_a_tag_is_the_same_however_often_it_is_made(store: GitStore, two: tuple[str, str]) -> None:
    made = [store.create_tag("act-1", two[0], "Принято в Астане", SERVICE) for _ in range(2)]

    assert made[0] == made[1] == store.ref("refs/tags/act-1")
    assert store.commit_info(made[0]) == store.commit_info(two[0])
    assert store.read(made[0], "regulation/ru.md") == store.read(two[0], "regulation/ru.md")
    assert git(
        store, "tag", "-l", "--format=%(taggername)|%(taggerdate:unix)|%(contents:subject)|%(*objectname)"
    ) == (f"CMIA Docs|1378801815|Принято в Астане|{two[0]}\n")
    assert store.check(contents=True) == []


def test_a_tag_never_moves(store: GitStore, two: tuple[str, str]) -> None:
    made = store.create_tag("act-1", two[0], "Принято", SERVICE)

    with pytest.raises(StaleRevision):
        store.create_tag("act-1", two[1], "Принято", SERVICE)
    assert store.ref("refs/tags/act-1") == made


def test_a_lock_left_by_a_killed_process_is_cleared(store: GitStore, two: tuple[str, str]) -> None:
    store.move_ref("refs/heads/12", two[0], None)
    left = ["HEAD.lock", "packed-refs.lock", "packed-refs.new", "refs/heads/12.lock"]
    for name in left:
        (store.path / name).touch()

    with pytest.raises(Unavailable) as refused:
        store.move_ref("refs/heads/12", two[1], two[0])
    assert refused.value.code == "git.cannot_move_ref"
    assert store.clear_stale_locks() == left
    store.move_ref("refs/heads/12", two[1], two[0])
    store.pack_refs()
    assert store.clear_stale_locks() == []


def test_a_killed_mover_blocks_nobody_for_long(store: GitStore, two: tuple[str, str]) -> None:
    # A prepared transaction holds its locks until it ends; killed, it leaves them.
    mover = subprocess.Popen(
        ["git", f"--git-dir={store.path}", "update-ref", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert mover.stdin is not None
    assert mover.stdout is not None
    mover.stdin.write(f"start\ncreate refs/heads/12 {two[0]}\nprepare\n".encode())
    mover.stdin.flush()
    assert [mover.stdout.readline() for _ in range(2)] == [b"start: ok\n", b"prepare: ok\n"]
    mover.kill()
    mover.wait()
    mover.stdin.close()
    mover.stdout.close()

    with pytest.raises(Unavailable):
        store.move_ref("refs/heads/12", two[0], None)
    assert store.clear_stale_locks() == ["refs/heads/12.lock"]
    store.move_ref("refs/heads/12", two[0], None)


def test_several_refs_move_at_once(store: GitStore, two: tuple[str, str]) -> None:
    first, second = two
    names = [f"refs/heads/{number}" for number in range(1, 41)]
    store.move_refs([RefMove(name, first, None) for name in names])
    assert store.refs("refs/heads/") == dict.fromkeys(names, first)

    store.move_refs([RefMove(name, second, first) for name in names[:20]])

    assert store.refs_named(names) == dict.fromkeys(names[:20], second) | dict.fromkeys(names[20:], first)
    assert store.refs_named([]) == {}
    assert store.refs_named(["refs/heads/99", names[0]]) == {names[0]: second}


def test_of_several_refs_the_one_that_moved_meanwhile_is_named(store: GitStore, two: tuple[str, str]) -> None:
    first, second = two
    store.move_ref("refs/heads/2", first, None)

    with pytest.raises(StaleRevision) as refused:
        store.move_refs([RefMove(f"refs/heads/{number}", second, None) for number in (1, 2, 3)])

    assert refused.value.details["ref"] == "refs/heads/2"
    assert store.ref("refs/heads/2") == first
    assert store.ref("refs/heads/3") is None


def test_several_refs_of_which_some_have_moved_already(store: GitStore, two: tuple[str, str]) -> None:
    first, second = two
    store.move_ref("refs/heads/1", second, None)
    store.move_ref("refs/heads/2", first, None)

    store.move_refs([RefMove(f"refs/heads/{number}", second, first) for number in (1, 2)])

    assert set(store.refs("refs/heads/").values()) == {second}


def test_several_refs_point_only_to_commits_that_are_there(store: GitStore, two: tuple[str, str]) -> None:
    with pytest.raises(NotFound):
        store.move_refs([RefMove("refs/heads/1", two[0], None), RefMove("refs/heads/2", ABSENT, None)])
    assert store.refs("refs/") == {}
