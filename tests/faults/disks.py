"""Small disks of a test's own: file systems in memory that can be filled, and made read-only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_FILLER = "filler"
_PIECE = bytes(65_536)


@contextmanager
def small_disk(folder: Path, size: str = "64m") -> Iterator[Path]:
    """A disk mounted at a folder that is made. Skips where this account may not mount."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Write until not one byte more goes in."""
    with (disk / _FILLER).open("ab", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(_PIECE)
    with (disk / _FILLER).open("ab", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(b"x")


def make_room(disk: Path) -> None:
    """The opposite."""
    (disk / _FILLER).unlink()


def make_read_only(disk: Path) -> None:
    """From now on nothing is written there."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def make_writable(disk: Path) -> None:
    """The opposite."""
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def _mount(*arguments: str) -> None:
    result = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(
            f"this account may not mount (run it as root, or by unshare -rm): {result.stderr.strip()}"
        )
