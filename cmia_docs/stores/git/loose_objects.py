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
    """Write an object's file below `objects`, its content on the disk; one that is there and whole stays.

    A damaged one gives way: what is saved now can be read again. Its name is on the disk once the folder is
    synced too. Raises OSError where it cannot be written.
    """
    folder = objects / oid[:2]
    written = f"{kind} {len(content)}\0".encode() + content
    if _holds(folder / oid[2:], written):
        return
    handle, part = _part_in(folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(written, _LEVEL))
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / oid[2:])
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _holds(file: Path, written: bytes) -> bool:
    try:
        return zlib.decompress(file.read_bytes()) == written
    except (OSError, zlib.error):  # not there, empty, cut off, or the disk does not give it back
        return False


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
