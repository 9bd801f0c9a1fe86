"""Reading files for commands; files that cannot be used are refused with a message."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.reasons.operation import FileNotToml, FileNotUtf8, FileTooLarge


def read_bytes(path: Path, largest: int) -> bytes:
    """The content of a file of at most `largest` bytes; `TooLarge` for a larger one."""
    if path.stat().st_size > largest:
        raise TooLarge(FileTooLarge(file=path, largest=largest))
    return path.read_bytes()


def read_text(path: Path, largest: int) -> str:
    """The text of a UTF-8 file of at most `largest` bytes; else `TooLarge`, or `Invalid` if not UTF-8."""
    try:
        return read_bytes(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(FileNotUtf8(path)) from None


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; `Invalid` with line and column if it is malformed."""
    try:
        return tomllib.loads(read_text(path, largest=1_000_000))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(FileNotToml(file=path, why=str(error))) from None
