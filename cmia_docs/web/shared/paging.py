"""What all lists share: the number of the page and the filters from the address, links to other pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

PAGE_SIZE = 50
LARGEST_ID = 2**31 - 1
"""What an id column can hold; no row has a larger one."""
_LAST_PAGE = 1_000_000
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Pages:
    """The current page of a list and how many there are, for the macro `pagination`."""

    current: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows are before this page."""
        return (self.current - 1) * PAGE_SIZE

    def url(self, number: int) -> str:
        """The address of another page of the same list."""
        # Not by `url_for`: it gives a meaning of its own to names such as `_scheme` and `endpoint`.
        others = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
        here = url_for(request.endpoint or "", **(request.view_args or {}))
        return f"{here}?{urlencode([*others, ('page', str(number))])}"


def page_number() -> int:
    """The page of the address; 1 for what is not a positive number."""
    number = request.args.get("page", "1")
    if not number.isascii() or not number.isdigit():
        return 1
    return min(max(int(number[:_DIGITS]), 1), _LAST_PAGE)


def pages_of(total_rows: int) -> Pages:
    """The pages of a list of so many rows; a number beyond the last page becomes the last."""
    last = max(1, -(-total_rows // PAGE_SIZE))
    return Pages(min(page_number(), last), last)


def id_parameter(name: str) -> int | None:
    """The id of a row from the address; None for what is no number, 0 (no row's id) for one too large."""
    value = request.args.get(name, "")
    if not value.isascii() or not value.isdigit():
        return None
    number = int(value[: 2 * len(str(LARGEST_ID))])
    return number if number <= LARGEST_ID else 0


def parameter(name: str, longest: int = 200) -> str:
    """A filter's value from the address, without characters that cannot be printed."""
    return "".join(c for c in request.args.get(name, "")[:longest] if c.isprintable()).strip()
