"""One server for one data folder: held by the process that `flask serve` is, and by none that it starts.

The kernel drops the lock with its holder, so none outlives `kill -9`, and nothing has to be cleared away.
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
class Claim:
    """The right to serve a data folder, as long as this process lives and has not let go."""

    handle: int

    def release(self) -> None:
        """For processes that were forked from the holder: what they inherited does not keep the lock."""
        os.close(self.handle)


def claim(folder: Path, address: str) -> Claim:
    """The folder for this server alone; `NotPossible` names the process and address that serve it already."""
    handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid, _, where = os.pread(handle, 1_000, 0).decode("utf-8", "replace").partition(" ")
        os.close(handle)
        raise NotPossible(DataServed(folder=folder, process=pid, address=where.strip())) from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()} {address}\n".encode(), 0)
    return Claim(handle)
