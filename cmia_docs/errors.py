"""The classes of refusals.

The class is the kind of refusal; its `reason` (see `cmia_docs.reasons`) says why, with all details.
`web/http/error_pages.py` maps the classes to a status and a page that says what to do next.
"""

from __future__ import annotations

from cmia_docs.reasons import AnyReason, Reason, ReasonKind


class Refused(Exception):
    """The base class. `field` is the field of a form, or the setting, that cannot be accepted; else empty."""

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
        """The reason without its details: the key of its message."""
        return self.reason if isinstance(self.reason, Reason) else type(self.reason)

    @property
    def details(self) -> dict[str, object]:
        """The details of the reason by the names that its message uses."""
        return {} if isinstance(self.reason, Reason) else dict(vars(self.reason))

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code


class Invalid(Refused):
    """The input is not valid; the user can correct it (422)."""


class NotAllowed(Refused):
    """The person may see the object, but may not do this with it (403)."""


class NotFound(Refused):
    """The object does not exist, or the person may not know of it; both have the same answer (404)."""


class NotPossible(Refused):
    """This is not possible in the present stage of the document, or as things are now (409)."""


class StaleRevision(Refused):
    """What the user saw was changed since (409).

    `seen` and `current` are the ids of what the user saw and of the present one, where they can be compared.
    """

    def __init__(
        self, reason: AnyReason, *, field: str = "", seen: int | None = None, current: int | None = None
    ) -> None:
        super().__init__(reason, field=field)
        self.seen = seen
        self.current = current


class TooLarge(Refused):
    """More than the product accepts at once (413)."""


class Unavailable(Refused):
    """A store cannot be used at the moment; nothing was changed, try again (503)."""


class Damaged(Refused):
    """Stored data does not match its recorded checksum; it is not shown (503)."""
