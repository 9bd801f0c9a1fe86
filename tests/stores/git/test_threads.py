"""Many threads and processes use one store; no git process outlives its use."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cmia_docs.errors import Unavailable
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import processes, spec


def children() -> list[str]:
    """The git commands among this process's children, including zombies."""
    return [each.command for each in processes() if each.parent == os.getpid() and "git" in each.command]


def test_threads_write_and_read_their_own_texts(store: GitStore) -> None:
    def work(number: int) -> list[bytes]:
        commit = None
        contents = []
        for turn in range(5):
            content = f"{number} {turn}".encode() * 999
            parents = (commit,) if commit else ()
            commit = store.write_commit(spec({f"d-{number}/ru.md": content}, parents=parents, base=commit))
            contents.append(store.read(commit, f"d-{number}/ru.md"))
        return contents

    with ThreadPoolExecutor(8) as pool:
        contents_by_thread = list(pool.map(work, range(16)))
    assert contents_by_thread == [
        [f"{number} {turn}".encode() * 999 for turn in range(5)] for number in range(16)
    ]


def test_threads_that_write_the_same_make_the_same(store: GitStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: store.write_commit(spec()), range(24)))

    assert len(set(made)) == 1
    store.move_ref("refs/heads/1", made[0], None)
    assert store.check(contents=True) == []


def test_of_many_movers_one_wins(store: GitStore) -> None:
    commits = [store.write_commit(spec(message=str(number))) for number in range(8)]

    def move(commit: str) -> bool:
        try:
            store.move_ref("refs/heads/1", commit, None)
        except Exception as error:
            assert type(error).__name__ in {"StaleRevision", "Unavailable"}  # noqa: PT017 - both are right
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        moved = list(pool.map(move, commits))
    assert moved.count(True) == 1
    assert store.ref("refs/heads/1") == commits[moved.index(True)]


def test_a_thread_takes_its_git_process_with_it(store: GitStore) -> None:
    commit = store.write_commit(spec())
    before = children()

    for _ in range(5):
        thread = threading.Thread(target=store.commit_info, args=(commit,))
        thread.start()
        thread.join()
    assert children() == before


def test_closing_ends_the_processes_of_all_threads(store: GitStore) -> None:
    before = len(children())
    commit = store.write_commit(spec())
    read, leave = threading.Barrier(5), threading.Event()

    def stay() -> None:
        store.commit_info(commit)
        read.wait()
        leave.wait()

    threads = [threading.Thread(target=stay) for _ in range(4)]
    for thread in threads:
        thread.start()
    read.wait()
    store.commit_info(commit)
    during = len(children())
    store.close()
    after = len(children())
    leave.set()
    for thread in threads:
        thread.join()

    assert (during - before, after) == (5, before)
    with pytest.raises(Unavailable):
        store.commit_info(commit)
    store.close()


def test_a_forked_process_opens_its_own(store: GitStore, tmp_path: Path) -> None:
    commit = store.write_commit(spec({"a/ru.md": b"before the fork"}))
    assert store.read(commit, "a/ru.md") == b"before the fork"

    child = os.fork()
    if child == 0:
        code = 1
        try:
            same = store.read(commit, "a/ru.md") == b"before the fork"
            other = store.write_commit(spec({"a/ru.md": b"in the child"}))
            code = 0 if same and store.read(other, "a/ru.md") == b"in the child" else 2
            store.close()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [store.read(commit, "a/ru.md") for _ in range(3)] == [b"before the fork"] * 3
