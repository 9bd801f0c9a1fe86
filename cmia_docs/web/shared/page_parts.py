"""The parts that pages share, as the macros of templates/web/shared take them.

Their words are in the language of the request: made in it, and never lazy.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words: a breadcrumb, an entry of a menu, a button that leads to another page."""

    label: str
    url: str
