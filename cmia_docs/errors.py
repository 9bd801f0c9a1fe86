"""The classes of refusals.

Every refusal has a `reason`, a stable code that pages translate, and `details` for the message.
`web/http/error_pages.py` maps the classes to a status and a page that says what to do next.
"""

from __future__ import annotations


class Refused(Exception):
    """The base class. `reason` is a code such as `round.due_in_past`."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details

    def __str__(self) -> str:
        return f"{self.reason} {self.details}" if self.details else self.reason


class Invalid(Refused):
    """The input is not valid; the user can correct it (422)."""


class NotAllowed(Refused):
    """The person may see the object, but may not do this with it (403)."""


class NotFound(Refused):
    """The object does not exist, or the person may not know of it; both have the same answer (404)."""


class NotPossible(Refused):
    """The document is in a state in which this act is not possible (409)."""


class StaleRevision(Refused):
    """The text has changed since the user saw it; `details['current']` is its current revision (409)."""


class TooLarge(Refused):
    """More than the product accepts at once (413)."""


class Unavailable(Refused):
    """A store cannot be used at the moment; nothing was changed, try again (503)."""


class Damaged(Refused):
    """Stored data does not match its recorded checksum; it is not shown (503)."""
