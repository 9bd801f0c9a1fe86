"""A copy of a repository that is written to meanwhile: objects only come, so none is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_KEPT = ("HEAD", "config", "description", "info/exclude")
_MADE = ("objects/info", "objects/pack", "refs/heads", "refs/tags")


def copy_repository(source: Path, target: Path, refs: Mapping[str, str]) -> None:
    """Copy all objects, those too that no ref leads to yet, and set these refs; nothing may pack meanwhile.

    Refs go into one file, without the lines that say what a tag stands for: git looks it up then.
    """
    for folder in _MADE:
        (target / folder).mkdir(parents=True)
    for name in _KEPT:
        if (source / name).is_file():
            (target / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(source / name, target / name)
    for file in _objects(source / "objects"):
        copied = target / "objects" / file.relative_to(source / "objects")
        copied.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # an object in the making that was given its name just now
            shutil.copyfile(file, copied)
    lines = [f"{oid} {name}\n" for name, oid in sorted(refs.items())]
    (target / "packed-refs").write_text("".join(lines), "utf-8")


def _objects(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        aside = file.name.startswith(("tmp_", ".tmp-")) or file.suffix == ".lock"
        if file.is_file() and not aside and "info" not in file.relative_to(folder).parts:
            yield file
