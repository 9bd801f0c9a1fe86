"""Reason codes for a disk that cannot be written, and the condition of a folder's disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

FULL, READ_ONLY = "storage.full", "storage.read_only"
LEAST_FREE = 16_000_000
"""Bytes. With less, the next text or the next write of the database may not fit."""

_REASONS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}


def reason_of(error: OSError) -> str | None:
    """Why the disk refused to write; None for other errors."""
    return _REASONS.get(error.errno or 0)


def fault_of(folder: Path) -> str | None:
    """Why nothing can be written into a folder, now or soon: `FULL`, `READ_ONLY`; None while it can be."""
    file_system = os.statvfs(folder)
    if file_system.f_flag & os.ST_RDONLY:
        return READ_ONLY
    return FULL if file_system.f_bavail * file_system.f_frsize < LEAST_FREE else None
