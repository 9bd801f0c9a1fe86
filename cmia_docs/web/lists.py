"""What pages with lists share: the number of a page from the address, and links to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

PAGE_SIZE = 50
_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list one is; `macros/page.html` draws it."""

    current: int
    total: int

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.current - 1) * PAGE_SIZE

    def url(self, number: int) -> str:
        """The address of another page of the same list."""
        kept: dict[str, Any] = request.args.to_dict(flat=False) | (request.view_args or {})
        return url_for(request.endpoint or "", **{**kept, "page": number})


def page_number() -> int:
    """The page asked for; 1 for whatever is no sensible number."""
    asked = request.args.get("page", "1")
    return (
        min(max(int(asked), 1), _LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    )


def pages_of(total_rows: int) -> Pages:
    """The pages of a list of so many rows; a page beyond the last becomes the last."""
    last = max(1, -(-total_rows // PAGE_SIZE))
    return Pages(min(page_number(), last), last)


def asked(name: str, longest: int = 200) -> str:
    """A filter's value from the address, without what no filter can mean."""
    return "".join(c for c in request.args.get(name, "")[:longest] if c.isprintable()).strip()
