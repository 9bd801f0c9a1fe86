"""What `flask verify` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree: a stable code, and where it is."""

    code: str
    where: str
