"""An installation with many documents: made once for each number, copied for each who measures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.town import Town, hurried, town

COUNTS = (100, 10_000)
_SIZE, _UNITS = 2_000, 8
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


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
    kept = tempfile.TemporaryDirectory()
    _KEPT.append(kept)
    with town() as made, hurried():
        for number in range(count):
            made.draft(_SIZE, _UNITS, seed=number)
        made.follow()
        made.close()
        return Path(shutil.copytree(made.data, Path(kept.name) / "var"))
