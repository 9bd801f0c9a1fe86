"""What the person may do now with the route's document: the buttons of its page."""

from __future__ import annotations

from typing import Any


def possible_acts() -> list[dict[str, Any]]:
    """In order of the way: label, url, look, sign, ask, fields, link (see documents/layout.html)."""
    return []
