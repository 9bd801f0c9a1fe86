"""The data folder of an installation: made once, marked when complete, one maker at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from cmia_docs.errors import WrongState

_MARK = "ready"
_LOCK = "setup.lock"


class Condition(StrEnum):
    """What is found in a data folder."""

    MISSING = "missing"
    HALF_MADE = "half_made"
    READY = "ready"


def keep_private() -> None:
    """Whatever this process makes from here on is for its own user alone: database, drafts, letters."""
    os.umask(0o077)


def condition(folder: Path) -> Condition:
    """Whether the folder holds an installation; one that a start did not finish is half made."""
    if (folder / _MARK).is_file():
        return Condition.READY
    if not folder.exists() or all(entry.name == _LOCK for entry in folder.iterdir()):
        return Condition.MISSING
    return Condition.HALF_MADE


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Make the folder, alone; it is marked as ready when the block ends well.

    `WrongState` where another process is at it now, where it is ready, or where it was left half made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongState("data.being_made", folder=folder) from None
        found = condition(folder)
        if found is not Condition.MISSING:
            raise WrongState(f"data.{found.value}", folder=folder)
        with suppress(PermissionError):  # a folder that somebody else has lent
            folder.chmod(0o700)
        yield
        (folder / _MARK).write_text("This folder holds a complete installation of CMIA Docs.\n")
