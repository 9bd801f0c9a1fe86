"""A copy of a repository that is in use: objects are only ever added, so none is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_COPIED = ("HEAD", "config", "description", "info/exclude")
_EMPTY_FOLDERS = ("objects/info", "objects/pack", "refs/heads", "refs/tags")


def copy_repository(source: Path, target: Path, refs: Mapping[str, str]) -> None:
    """Copy all objects, even those that no ref reaches yet, and set these refs; nothing may pack meanwhile.

    Refs are written to one file, without the targets of tags: git looks them up.
    """
    for folder in _EMPTY_FOLDERS:
        (target / folder).mkdir(parents=True)
    for name in _COPIED:
        if (source / name).is_file():
            (target / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(source / name, target / name)
    for file in _objects(source / "objects"):
        copied = target / "objects" / file.relative_to(source / "objects")
        copied.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # a temporary file that has just been renamed to its object
            shutil.copyfile(file, copied)
    lines = [f"{oid} {name}\n" for name, oid in sorted(refs.items())]
    (target / "packed-refs").write_text("".join(lines), "utf-8")


def _objects(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        is_temporary = file.name.startswith(("tmp_", ".tmp-")) or file.suffix == ".lock"
        if file.is_file() and not is_temporary and "info" not in file.relative_to(folder).parts:
            yield file
