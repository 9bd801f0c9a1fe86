"""The folder of an index: complete generations side by side, and a pointer to the one that counts.

    current           format and name of the generation in use; replaced atomically
    write.lock        held by whoever writes
    damaged           there where somebody could not read the one in use; the next one takes it away
    g000007/          one Whoosh index
    g000007/in-use    every reader holds a shared lock on it, so nobody removes what another process reads

All locks are `flock`s: the kernel drops them with the process, so none outlives `kill -9`. No name comes from
a user.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from cmia_docs import errors
from cmia_docs.stores.whoosh.schema import FORMAT

_POINTER = "current"
_IN_USE = "in-use"
_DAMAGED = "damaged"
_NAME = re.compile(r"g(\d{6,})")
_PAUSE = 0.02  # seconds between two attempts at a lock


class Generations:
    """The generations in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> str:
        """The name of the generation in use. Raises `Unavailable` when there is none of this format."""
        try:
            pointer = (self.folder / _POINTER).read_text(encoding="ascii").split()
        except FileNotFoundError as error:
            raise errors.Unavailable("search.index_missing", folder=self.folder.name) from error
        except (OSError, UnicodeDecodeError) as error:
            raise errors.Unavailable("search.index_damaged", folder=self.folder.name) from error
        if len(pointer) != 2 or not _NAME.fullmatch(pointer[1]):
            raise errors.Unavailable("search.index_damaged", folder=self.folder.name)
        if pointer[0] != str(FORMAT):
            raise errors.Unavailable("search.index_outdated", folder=self.folder.name)
        return pointer[1]

    def fault(self) -> str:
        """Why there is none to be used: a reason code; empty where nothing is known against it."""
        try:
            name = self.current()
        except errors.Unavailable as error:
            return error.reason
        sound = self.path(name).is_dir() and not (self.folder / _DAMAGED).exists()
        return "" if sound else "search.index_damaged"

    def mark_as_damaged(self) -> None:
        """Say to whoever builds indexes that one that counts could not be read; it counts until then."""
        with contextlib.suppress(OSError):
            (self.folder / _DAMAGED).touch(mode=0o600)

    def path(self, name: str) -> Path:
        """The folder of a generation."""
        return self.folder / name

    @contextlib.contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Makes the caller the only writer; waits up to `patience` seconds, then `search.index_busy`.

        On the way out, generations that nobody uses any more are removed.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _open_lock(self.folder / "write.lock")
        except OSError as error:
            raise errors.Unavailable("search.index_unwritable", folder=self.folder.name) from error
        try:
            if not _locked(lock, fcntl.LOCK_EX, patience):
                raise errors.Unavailable("search.index_busy", folder=self.folder.name)
            yield
            self._remove_unused()
        finally:
            os.close(lock)

    def begin(self) -> str:
        """Makes the folder of a new generation, which counts from `publish` on. Only while `writing`."""
        numbers = [int(match[1]) for path in self.folder.iterdir() if (match := _NAME.fullmatch(path.name))]
        name = f"g{max(numbers, default=0) + 1:06}"
        self.path(name).mkdir()
        os.close(_open_lock(self.path(name) / _IN_USE))
        return name

    def publish(self, name: str) -> None:
        """Makes a complete generation the one in use, in one step. Only while `writing`."""
        fresh = self.folder / f"{_POINTER}.new"
        fresh.write_text(f"{FORMAT} {name}\n", encoding="ascii")
        fresh.replace(self.folder / _POINTER)
        (self.folder / _DAMAGED).unlink(missing_ok=True)

    def discard(self, name: str) -> None:
        """Removes a generation that never counted."""
        shutil.rmtree(self.path(name), ignore_errors=True)

    def hold(self, name: str) -> int:
        """A descriptor that keeps `name` from being removed until closed.

        Raises `FileNotFoundError` when the generation is going away: there is another one by now.
        """
        lock = _open_lock(self.path(name) / _IN_USE)
        kept = False
        try:
            # The pointer is read again under the lock: from then on no remover can have found it unused.
            kept = _locked(lock, fcntl.LOCK_SH, patience=0) and self.current() == name
        finally:
            if not kept:
                os.close(lock)
        if not kept:
            raise FileNotFoundError(name)
        return lock

    def _remove_unused(self) -> None:
        """Stale generations whose readers have gone; the rest is left to the next writer."""
        with contextlib.suppress(errors.Unavailable, OSError):
            current = self.current()
            for path in self.folder.iterdir():
                if _NAME.fullmatch(path.name) and path.name != current:
                    self._remove_if_unused(path)

    def _remove_if_unused(self, path: Path) -> None:
        lock = _open_lock(path / _IN_USE)
        try:
            if _locked(lock, fcntl.LOCK_EX, patience=0):
                shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(lock)


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        # Where nothing can be written, what is there can still be read, and locked.
        if error.errno not in (errno.EROFS, errno.ENOSPC, errno.EDQUOT):
            raise
        return os.open(path if path.exists() else path.parent, os.O_RDONLY | os.O_CLOEXEC)


def _locked(lock: int, kind: int, patience: float) -> bool:
    """Whether the lock was got; flock itself cannot wait for a time."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True
