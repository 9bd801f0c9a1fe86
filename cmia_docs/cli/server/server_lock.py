"""The lock that allows one server per data folder: only the process of `flask serve` holds it.

The kernel releases the lock when the process ends, even by `kill -9`, so nothing has to be cleaned up.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from cmia_docs.errors import NotPossible
from cmia_docs.reasons.operation import DataServed

_FILE = "server.lock"


@dataclass(frozen=True, slots=True)
class ServerLock:
    """The lock on a data folder, held until this process ends."""

    handle: int

    def close(self) -> None:
        """Release the lock; in a process forked from the holder, close the handle that would keep it."""
        os.close(self.handle)


def acquire_server_lock(folder: Path, address: str) -> ServerLock:
    """Lock the folder for this server; `NotPossible` names process and address of a server that runs."""
    handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid, _, where = os.pread(handle, 1_000, 0).decode("utf-8", "replace").partition(" ")
        os.close(handle)
        raise NotPossible(DataServed(folder=folder, process=pid, address=where.strip())) from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()} {address}\n".encode(), 0)
    return ServerLock(handle)
