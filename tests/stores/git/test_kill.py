"""A server killed during saves: every acknowledged save is there, and the repository is intact."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cmia_docs.stores.git.store import GitStore

SAVER = """
import sys
from pathlib import Path
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import spec

store, last, number = GitStore(Path(sys.argv[1])), None, 0
while True:
    files = {f"d-{number % 7}/ru.md": b"text %d" % number}
    commit = store.write_commit(spec(files, parents=(last,) if last else (), base=last))
    store.move_ref("refs/heads/1", commit, last)
    print(commit, flush=True)
    last, number = commit, number + 1
"""


def saves_until_killed(store: GitStore, lines: int) -> list[str]:
    command = [sys.executable, "-c", SAVER, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout is not None
        acknowledged = [saver.stdout.readline().strip() for _ in range(lines)]
        saver.kill()
        return acknowledged + saver.stdout.read().split()


def test_acknowledged_saves_outlive_a_kill(store: GitStore) -> None:
    for lines in (1, 3, 6):
        if old := store.ref("refs/heads/1"):
            # What the next server does after the rows of the database told it where the branch was.
            git_ref = Path(store.path, "refs", "heads", "1")
            assert git_ref.read_text().strip() == old
            git_ref.unlink()
        acknowledged = saves_until_killed(store, lines)
        store.clear_stale_locks()

        history = [info.id for info in reversed(store.log(str(store.ref("refs/heads/1"))))]
        # The kill may fall between the move of the ref and the word of it, never before.
        assert history[: len(acknowledged)] == acknowledged
        assert len(history) - len(acknowledged) <= 1
        last = len(acknowledged) - 1
        assert store.read(acknowledged[-1], f"d-{last % 7}/ru.md") == b"text %d" % last
        assert store.check(contents=True) == []
