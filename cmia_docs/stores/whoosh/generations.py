"""The folder of an index: complete generations side by side, and a pointer to the current one.

    current           format and name of the current generation; replaced atomically
    write.lock        held by the writer
    damaged           exists if the current generation could not be read; removed with the next one
    g000007/          one Whoosh index
    g000007/in-use    every reader holds a shared lock on it, so that no process removes it meanwhile

All locks are `flock`s: the kernel releases them when the process ends, even by `kill -9`. No name comes from
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
from cmia_docs.reasons import Reason
from cmia_docs.reasons.search import (
    SearchIndexBusy,
    SearchIndexDamaged,
    SearchIndexMissing,
    SearchIndexUnwritable,
)
from cmia_docs.stores.whoosh.schema import INDEX_FORMAT

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
        """The name of the current generation. Raises `Unavailable` if there is none of this format."""
        try:
            pointer = (self.folder / _POINTER).read_text(encoding="ascii").split()
        except FileNotFoundError as error:
            raise errors.Unavailable(SearchIndexMissing(self.folder.name)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise errors.Unavailable(SearchIndexDamaged(self.folder.name)) from error
        if len(pointer) != 2 or not _NAME.fullmatch(pointer[1]):
            raise errors.Unavailable(SearchIndexDamaged(self.folder.name))
        if pointer[0] != str(INDEX_FORMAT):
            raise errors.Unavailable(Reason.SEARCH_INDEX_OUTDATED)
        return pointer[1]

    def fault(self) -> errors.Unavailable | None:
        """The refusal to search if there is no usable generation, as far as known; else None."""
        try:
            name = self.current()
        except errors.Unavailable as error:
            return error
        usable = self.path(name).is_dir() and not (self.folder / _DAMAGED).exists()
        return None if usable else errors.Unavailable(SearchIndexDamaged(self.folder.name))

    def mark_as_damaged(self) -> None:
        """Record that the current generation could not be read, so that the index is rebuilt."""
        with contextlib.suppress(OSError):
            (self.folder / _DAMAGED).touch(mode=0o600)

    def path(self, name: str) -> Path:
        """The folder of a generation."""
        return self.folder / name

    @contextlib.contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Makes the caller the only writer; waits up to `patience` seconds, then `search.index_busy`.

        At the end, generations that are no longer used are removed.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _open_lock(self.folder / "write.lock")
        except OSError as error:
            raise errors.Unavailable(
                SearchIndexUnwritable(self.folder.name, error.strerror or str(error))
            ) from error
        try:
            if not _locked(lock, fcntl.LOCK_EX, patience):
                raise errors.Unavailable(SearchIndexBusy(self.folder.name))
            yield
            self._remove_unused()
        finally:
            os.close(lock)

    def begin(self) -> str:
        """Creates the folder of a new generation; `publish` makes it current. Only while `writing`."""
        numbers = [int(match[1]) for path in self.folder.iterdir() if (match := _NAME.fullmatch(path.name))]
        name = f"g{max(numbers, default=0) + 1:06}"
        self.path(name).mkdir()
        os.close(_open_lock(self.path(name) / _IN_USE))
        return name

    def publish(self, name: str) -> None:
        """Makes a complete generation the current one, atomically. Only while `writing`."""
        new_pointer = self.folder / f"{_POINTER}.new"
        new_pointer.write_text(f"{INDEX_FORMAT} {name}\n", encoding="ascii")
        new_pointer.replace(self.folder / _POINTER)
        (self.folder / _DAMAGED).unlink(missing_ok=True)

    def discard(self, name: str) -> None:
        """Removes a generation that was never current."""
        shutil.rmtree(self.path(name), ignore_errors=True)

    def hold(self, name: str) -> int:
        """A descriptor that prevents the removal of `name` until it is closed.

        Raises `FileNotFoundError` if the generation is being removed: then there is a newer one.
        """
        lock = _open_lock(self.path(name) / _IN_USE)
        is_current = False
        try:
            # The pointer is read again under the lock: from now on no process can consider it unused.
            is_current = _locked(lock, fcntl.LOCK_SH, patience=0) and self.current() == name
        finally:
            if not is_current:
                os.close(lock)
        if not is_current:
            raise FileNotFoundError(name)
        return lock

    def _remove_unused(self) -> None:
        """Remove outdated generations without readers; the next writer removes the others."""
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
        # On a disk that cannot be written, existing files can still be read and locked.
        if error.errno not in (errno.EROFS, errno.ENOSPC, errno.EDQUOT):
            raise
        return os.open(path if path.exists() else path.parent, os.O_RDONLY | os.O_CLOEXEC)


def _locked(lock: int, kind: int, patience: float) -> bool:
    """Whether the lock was acquired; flock itself has no timeout."""
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
