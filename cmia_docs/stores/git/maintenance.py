"""Housekeeping of a repository while it is used: nothing that anybody may still need is ever removed.

Saves write a file an object, and objects of the last acts are not reached from any branch yet. So nothing
unreachable is pruned (docs/adr/015): only packed, and duplicates in the same repository dropped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from git import GitCommandError, Repo

from cmia_docs.errors import Unavailable
from cmia_docs.stores.git.repos import last_line

_DAY = 86_400
_IN_THE_MAKING = ("??/tmp_obj_*", "pack/tmp_*", "pack/.tmp-*", "info/commit-graphs/tmp_*")


@dataclass(frozen=True, slots=True)
class Size:
    """How a repository lies on the disk: few packs are read quickly, many files are not."""

    loose: int
    packs: int
    bytes: int


def repack(repo: Repo, repository: Path) -> None:
    """Pack loose objects, join packs so that each holds twice the next, and write the commit graph.

    Safe while others read and write; only one process at a time does this, under a lock of its caller.
    `Unavailable` where git cannot.
    """
    _remove_remains(repository / "objects")
    try:
        repo.git.repack("-d", "--geometric=2", "--quiet")
        repo.git.commit_graph("write", "--reachable", "--changed-paths", "--split", "--no-progress")
    except GitCommandError as error:
        raise Unavailable("git.cannot_maintain", why=last_line(error)) from error


def pack_refs(repo: Repo) -> None:
    """Write all refs into one file. Under the lock of the follow-up: nobody else may move refs meanwhile."""
    try:
        repo.git.pack_refs("--all")
    except GitCommandError as error:
        raise Unavailable("git.cannot_maintain", why=last_line(error)) from error


def size_of(repository: Path) -> Size:
    """Counted in the folder, without git."""
    objects = repository / "objects"
    files = [path for path in objects.rglob("*") if path.is_file()]
    loose = sum(len(path.parent.name) == 2 for path in files)
    return Size(loose, sum(path.suffix == ".pack" for path in files), sum(map(_bytes, files)))


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # packed just now
        return 0


def _remove_remains(objects: Path) -> None:
    """What killed processes left: locks that only housekeeping takes, and files in the making, a day old."""
    for lock in (objects / "info").rglob("*.lock"):
        lock.unlink(missing_ok=True)
    for pattern in _IN_THE_MAKING:
        for part in objects.glob(pattern):
            if _age(part) > _DAY:
                part.unlink(missing_ok=True)


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
