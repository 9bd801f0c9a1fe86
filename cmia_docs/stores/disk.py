"""Reasons for a disk that cannot be written, and the condition of a folder's disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from cmia_docs.reasons import Reason

LEAST_FREE = 16_000_000
"""Bytes. With less, the next text or the next write of the database may not fit."""

_REASONS = {
    errno.ENOSPC: Reason.STORAGE_FULL,
    errno.EDQUOT: Reason.STORAGE_FULL,
    errno.EROFS: Reason.STORAGE_READ_ONLY,
}


def reason_of(error: OSError) -> Reason | None:
    """Why the disk refused to write; None for other errors."""
    return _REASONS.get(error.errno or 0)


def fault_of(folder: Path) -> Reason | None:
    """Why nothing can be written into a folder, now or soon; None while it can be."""
    file_system = os.statvfs(folder)
    if file_system.f_flag & os.ST_RDONLY:
        return Reason.STORAGE_READ_ONLY
    return Reason.STORAGE_FULL if file_system.f_bavail * file_system.f_frsize < LEAST_FREE else None
