"""What a disk that takes nothing more is called, and how a folder's disk stands."""

from __future__ import annotations

import errno
import os
from pathlib import Path

FULL, READ_ONLY = "storage.full", "storage.read_only"
LEAST_FREE = 16_000_000
"""Bytes. With less, the next text or the database's next write may not fit."""

_REASONS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}


def reason_of(error: OSError) -> str | None:
    """Why the disk refused; None where it is something else."""
    return _REASONS.get(error.errno or 0)


def fault_of(folder: Path) -> str | None:
    """Why nothing can be written into a folder now or soon: `FULL`, `READ_ONLY`; None while it can."""
    about = os.statvfs(folder)
    if about.f_flag & os.ST_RDONLY:
        return READ_ONLY
    return FULL if about.f_bavail * about.f_frsize < LEAST_FREE else None
