"""Locks between processes. The kernel releases them when their holder ends, even by `kill -9`."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

FOLLOW_UP = "follow-up.lock"
"""In the data folder: held by the process that moves branches and marks events as followed up."""
MAINTENANCE = "upkeep.lock"
"""In the data folder: held by the process that packs the repositories, or copies them for a backup."""

_PAUSE = 0.002


@contextmanager
def exclusive_lock(file: Path, patience: float = 0.0) -> Iterator[bool]:
    """Whether the lock was acquired within `patience` seconds; it is held until the block ends.

    It is tried every two milliseconds, because a holder may release it only for a moment: see `FollowUp.run`.
    """
    with file.open("a") as handle:
        yield _acquired(handle, time.monotonic() + patience)


def _acquired(handle: IO[str], deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True
