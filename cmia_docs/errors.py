"""The few named ways in which the product says no.

Every error carries a `reason`: a stable code that pages translate, and `details` for the sentence.
One place (`web/http/error_pages.py`) maps the classes to a status and a page that says what to do next.
"""

from __future__ import annotations


class Refused(Exception):
    """The base of all expected refusals. `reason` is a code such as `round.due_in_past`."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details

    def __str__(self) -> str:
        return f"{self.reason} {self.details}" if self.details else self.reason


class Invalid(Refused):
    """What was sent cannot be taken as it is; the user can mend it (422)."""


class NotAllowed(Refused):
    """The person may see the thing, yet may not do this to it (403)."""


class NotFound(Refused):
    """There is no such thing, or this person may not know of it: both answer alike (404)."""


class NotPossible(Refused):
    """The document is in a state in which this act is not possible (409)."""


class StaleRevision(Refused):
    """The text changed since the user saw it; `details['current']` is the revision to compare with (409)."""


class TooLarge(Refused):
    """More than the product takes in one piece (413)."""


class Unavailable(Refused):
    """A store cannot be used just now; nothing was changed, try again (503)."""


class Damaged(Refused):
    """A stored text does not match its recorded sum; it is never shown as if it did (503)."""
