"""The files that the trials use: which they are, what they said at a verdict, and copies of them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("rules", "text", "actions", "queries")
# The browser editor is to be replaced as a whole; its rooms are not judged.
LEFT_OUT_ROOM = "editor"
_PRODUCT = ("app.py", "cmia_docs/", "drafts/", "templates/")


@cache
def files() -> tuple[str, ...]:
    """All files of the working tree that git does not ignore, sorted."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    named = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in set(named.split("\0")) if (ROOT / name).is_file()))


def sources() -> list[str]:
    """The files that are mutated."""
    return [name for name in files() if _is_mutated(Path(name))]


def _is_mutated(file: Path) -> bool:
    parts = file.with_suffix("").parts
    return (
        file.suffix == ".py"
        and len(parts) > 2
        and parts[0] == "cmia_docs"
        and parts[1] in FLOORS
        and LEFT_OUT_ROOM not in parts
    )


def digest(names: Iterable[str]) -> str:
    """What these files say, in 12 characters."""
    summed = hashlib.sha256()
    for name in names:
        summed.update(name.encode() + b"\0" + hashlib.sha256((ROOT / name).read_bytes()).digest())
    return summed.hexdigest()[:12]


def product() -> str:
    """What the product says: after a change of it, nothing that was found out before holds."""
    return digest(name for name in files() if name.startswith(_PRODUCT))


def copy_to(folder: Path) -> None:
    """Copy all files, with their times, so that compiled files stay valid."""
    for name in files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
