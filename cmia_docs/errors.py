"""The few named ways in which the product says no.

The class says what kind of refusal it is; its `reason` (`cmia_docs.reasons`) says why. One place
(`web/http/error_pages.py`) maps the classes to a status and a page that says what to do next.
"""

from __future__ import annotations

from cmia_docs.reasons import AnyReason, Reason, ReasonKind


class Refused(Exception):
    """The base of all expected refusals. `field` is the field of a form, or the setting, that it is about."""

    def __init__(self, reason: AnyReason, *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

    @property
    def code(self) -> str:
        """The stable name of the reason, such as `round.due_in_past`: for logs and files."""
        return self.reason.value if isinstance(self.reason, Reason) else self.reason.CODE

    @property
    def kind(self) -> ReasonKind:
        """The reason without its details: what sentences are found by."""
        return self.reason if isinstance(self.reason, Reason) else type(self.reason)

    @property
    def details(self) -> dict[str, object]:
        """What the sentence names, by the names it uses."""
        return {} if isinstance(self.reason, Reason) else dict(vars(self.reason))

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code


class Invalid(Refused):
    """What was sent cannot be taken as it is; the user can mend it (422)."""


class NotAllowed(Refused):
    """The person may see the thing, yet may not do this to it (403)."""


class NotFound(Refused):
    """There is no such thing, or this person may not know of it: both answer alike (404)."""


class NotPossible(Refused):
    """The document is in a state in which this act is not possible (409)."""


class StaleRevision(Refused):
    """What the user saw was changed meanwhile (409).

    `seen` and `current` are the ids of what was seen and of what there is now, where the two can be compared.
    """

    def __init__(
        self, reason: AnyReason, *, field: str = "", seen: int | None = None, current: int | None = None
    ) -> None:
        super().__init__(reason, field=field)
        self.seen = seen
        self.current = current


class TooLarge(Refused):
    """More than the product takes in one piece (413)."""


class Unavailable(Refused):
    """A store cannot be used just now; nothing was changed, try again (503)."""


class Damaged(Refused):
    """A stored text does not match its recorded sum; it is never shown as if it did (503)."""
