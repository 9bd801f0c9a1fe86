"""Maintenance of a repository while it is in use: nothing that may still be needed is ever removed.

Each object of a save is a file, and no branch reaches the objects of the latest actions yet. So no
unreachable object is pruned (docs/adr/015): objects are packed, and duplicates within the repository removed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from git import GitCommandError, Repo

from cmia_docs.errors import Unavailable
from cmia_docs.reasons.git import GitCannotMaintain
from cmia_docs.stores.git.repos import last_line

_DAY = 86_400
_TEMPORARY = ("??/tmp_obj_*", "pack/tmp_*", "pack/.tmp-*", "info/commit-graphs/tmp_*")


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a repository on the disk: few packs are read faster than many loose files."""

    loose: int
    packs: int
    bytes: int


def repack(repo: Repo, repository: Path) -> None:
    """Pack loose objects, combine packs in a geometric progression, and write the commit graph.

    Safe while others read and write. Only one process at a time may do this, under a lock of the caller.
    `Unavailable` if git fails.
    """
    _remove_leftovers(repository / "objects")
    try:
        repo.git.repack("-d", "--geometric=2", "--quiet")
        repo.git.commit_graph("write", "--reachable", "--changed-paths", "--split", "--no-progress")
    except GitCommandError as error:
        raise Unavailable(GitCannotMaintain(last_line(error))) from error


def pack_refs(repo: Repo) -> None:
    """Write all refs into one file. Only under the follow-up's lock, so that no ref moves meanwhile."""
    try:
        repo.git.pack_refs("--all")
    except GitCommandError as error:
        raise Unavailable(GitCannotMaintain(last_line(error))) from error


def size_of(repository: Path) -> Size:
    """The size of the repository, counted in its folder without git."""
    objects = repository / "objects"
    files = [path for path in objects.rglob("*") if path.is_file()]
    loose = sum(len(path.parent.name) == 2 for path in files)
    return Size(loose, sum(path.suffix == ".pack" for path in files), sum(map(_bytes, files)))


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # packed just now
        return 0


def _remove_leftovers(objects: Path) -> None:
    """Remove what killed processes left: locks of maintenance, and temporary files after a day."""
    for lock in (objects / "info").rglob("*.lock"):
        lock.unlink(missing_ok=True)
    for pattern in _TEMPORARY:
        for part in objects.glob(pattern):
            if age_of(part) > _DAY:
                part.unlink(missing_ok=True)


def age_of(file: Path) -> float:
    """Seconds since the file was changed; 0 where it has just been removed."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
