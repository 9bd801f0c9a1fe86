"""The data folder of an installation: created once, by one process at a time, and marked when complete."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

from cmia_docs.errors import NotPossible
from cmia_docs.reasons.operation import DataBeingMade, DataHalfMade, DataReady

_MARK = "ready"
_LOCK = "setup.lock"


class FolderCondition(StrEnum):
    """The condition of a data folder."""

    MISSING = "missing"
    BEING_MADE = "being_made"
    HALF_MADE = "half_made"
    READY = "ready"


def make_files_private() -> None:
    """From now on, files that this process creates are accessible to its own user only."""
    os.umask(0o077)


def condition(folder: Path) -> FolderCondition:
    """Whether the folder holds an installation, is being set up, or holds parts left by a killed process."""
    if (folder / _MARK).is_file():
        return FolderCondition.READY
    if _is_empty(folder):
        return FolderCondition.MISSING
    if not (folder / _LOCK).is_file():
        return FolderCondition.HALF_MADE
    with (folder / _LOCK).open() as handle:
        return FolderCondition.HALF_MADE if _locked(handle) else FolderCondition.BEING_MADE


@contextmanager
def creating(folder: Path) -> Iterator[None]:
    """Create the folder under a lock; it is marked as ready when the block succeeds, else emptied.

    `NotPossible` if another process creates it now, if it is ready, or if a killed process left parts in it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("a") as handle:
        if not _locked(handle):
            raise NotPossible(DataBeingMade(folder))
        if (folder / _MARK).is_file():
            raise NotPossible(DataReady(folder))
        if not _is_empty(folder):
            raise NotPossible(DataHalfMade(folder))
        with suppress(PermissionError):  # a folder that belongs to another user
            folder.chmod(0o700)
        try:
            yield
            (folder / _MARK).write_text("This folder holds a complete installation of CMIA Docs.\n")
        except BaseException:
            # It was empty before and is locked: once the cause is removed, the user can try again at once.
            _empty(folder)
            raise


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or all(entry.name == _LOCK for entry in folder.iterdir())


def _locked(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != _LOCK:
            entry.unlink(missing_ok=True)
