"""Loose objects, written as git writes them and durably.

Measured: `git hash-object` costs a process an object, 5 ms and more; written here, the wait for the disk is
all that is left. The file is of the same form: zlib at `core.looseCompression`, read-only, named by its hash.
"""

from __future__ import annotations

import errno
import os
import secrets
import zlib
from contextlib import suppress
from pathlib import Path

_LEVEL = 1
"""`core.looseCompression` of our repositories: texts are small, and `flask maintain` packs them anyway."""
_TRIES = 5


def write_loose(objects: Path, oid: str, kind: str, content: bytes) -> None:
    """Write an object's file below `objects`, its content on the disk; one that is there stays as it is.

    Its name is on the disk once the folder is synced too. Raises OSError where it cannot be written.
    """
    folder = objects / oid[:2]
    if (folder / oid[2:]).exists():
        return
    handle, part = _part_in(folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(f"{kind} {len(content)}\0".encode() + content, _LEVEL))
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / oid[2:])
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _part_in(folder: Path) -> tuple[int, Path]:
    """A new file for writing, and where it is.

    Git's own name for a file in the making: what a kill leaves behind, `flask maintain` removes a day later.
    """
    part = folder / f"tmp_obj_{secrets.token_hex(8)}"
    for _try in range(_TRIES):
        # Packing moves the last object away and removes the folder: it may do so just now.
        with suppress(FileNotFoundError):
            return os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), part
        folder.mkdir(exist_ok=True)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
