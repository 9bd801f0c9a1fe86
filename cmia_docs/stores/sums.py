"""The checksums of a folder's files in one list, as `sha256sum -c` reads it."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from cmia_docs.errors import Damaged
from cmia_docs.reasons.operation import BackupDamaged, BackupIncomplete

SUMS = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """List every file of the folder with its checksum."""
    lines = [f"{_sum(folder / name)}  {name}\n" for name in _files(folder)]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def check_sums(folder: Path) -> None:
    """`Damaged` if a file is missing, was added or was changed; `details['file']` names the first one."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Damaged(BackupIncomplete(SUMS)) from None
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    present = _files(folder)
    for name in sorted(listed.keys() ^ set(present)):
        raise Damaged(BackupIncomplete(name) if name in listed else BackupDamaged(name))
    for name in present:
        if _sum(folder / name) != listed[name]:
            raise Damaged(BackupDamaged(name))


def _files(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for path in files if (name := str(path.relative_to(folder))) != SUMS)


def _sum(file: Path) -> str:
    with file.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()
