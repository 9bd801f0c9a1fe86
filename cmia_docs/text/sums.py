"""The checksums that positions and signatures refer to.

They are computed from files, so that anyone can recompute them with `sha256sum` in a clone of the register.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256


def sum_of(source: str) -> str:
    """SHA-256 of one text file (UTF-8), 64 hexadecimal digits. `source` is the file exactly as stored."""
    return sha256(source.encode()).hexdigest()


def sums_of(files: Mapping[str, str]) -> dict[str, str]:
    """The checksum of each language's file, by language code."""
    return {language: sum_of(source) for language, source in files.items()}


def text_sum(sums: Mapping[str, str]) -> str:
    """One checksum for all languages: SHA-256 of the lines `<language> <sum>` and LF, sorted by language."""
    lines = "".join(f"{language} {sums[language]}\n" for language in sorted(sums))
    return sha256(lines.encode()).hexdigest()
