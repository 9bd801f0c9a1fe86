"""Locks between processes: the kernel drops them with their holder, so none outlives `kill -9`."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

FOLLOW_UP = "follow-up.lock"
"""In the data folder: held by whoever moves branches, and marks events as followed."""
UPKEEP = "upkeep.lock"
"""In the data folder: held by what packs the repositories, and by what copies them."""

_PAUSE = 0.002


@contextmanager
def alone(file: Path, patience: float = 0.0) -> Iterator[bool]:
    """Whether the lock was got within so many seconds; it is held until the block ends.

    A holder that lets go for a moment is waited for in pauses of two milliseconds: see `FollowUp.run`.
    """
    with file.open("a") as handle:
        yield _got(handle, time.monotonic() + patience)


def _got(handle: IO[str], deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True
