"""Loose objects, written durably and in git's own format.

Measured: `git hash-object` needs a process per object, 5 ms and more; written here, only the wait for the
disk remains. The file has the same format: zlib at `core.looseCompression`, read-only, named by its hash.
"""

from __future__ import annotations

import errno
import os
import secrets
import zlib
from contextlib import suppress
from pathlib import Path

_LEVEL = 1
"""`core.looseCompression` of our repositories: texts are small, and `flask maintain` packs them later."""
_TRIES = 5


def write_loose(objects: Path, oid: str, kind: str, content: bytes) -> None:
    """Write an object's file below `objects` and sync its content; an intact existing file stays.

    A damaged file is replaced, so that the object can be read again. Its name is on the disk once the folder
    is synced too. Raises OSError if it cannot be written.
    """
    folder = objects / oid[:2]
    data = f"{kind} {len(content)}\0".encode() + content
    if _holds(folder / oid[2:], data):
        return
    handle, part = _part_in(folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.compress(data, _LEVEL))
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / oid[2:])
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _holds(file: Path, data: bytes) -> bool:
    try:
        return zlib.decompress(file.read_bytes()) == data
    except (OSError, zlib.error):  # missing, empty, truncated, or not readable
        return False


def _part_in(folder: Path) -> tuple[int, Path]:
    """A new temporary file: its descriptor and path.

    It has git's own name for temporary files: `flask maintain` removes one that a killed process left after a
    day.
    """
    part = folder / f"tmp_obj_{secrets.token_hex(8)}"
    for _try in range(_TRIES):
        # Packing removes the folder together with its last object, perhaps just now.
        with suppress(FileNotFoundError):
            return os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), part
        folder.mkdir(exist_ok=True)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
