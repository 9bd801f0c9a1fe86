"""An installation with many documents: made once for each number, copied for each who measures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.town import Town, town, without_fsync

COUNTS = (100, 10_000)
_SIZE, _UNITS = 2_000, 8
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


@contextmanager
def with_documents(count: int) -> Iterator[Town]:
    """So many drafts of 2 KB beside the demo, followed up and indexed."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "var"
        shutil.copytree(_made(count), data)
        opened = Town(data)
        yield opened
        opened.close()


@cache
def _made(count: int) -> Path:
    folder = tempfile.TemporaryDirectory()
    _FOLDERS.append(folder)
    with town() as made, without_fsync():
        for number in range(count):
            made.draft(_SIZE, _UNITS, seed=number)
        made.follow()
        made.close()
        return Path(shutil.copytree(made.data, Path(folder.name) / "var"))
