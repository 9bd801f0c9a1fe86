"""From an event to its rows: one function a kind, used when the act happens and when rows are rebuilt."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event

Apply = Callable[[Session, Event], None]
_APPLY: dict[str, Apply] = {}


def applies(*kinds: str) -> Callable[[Apply], Apply]:
    """Declare the function that makes the rows of these kinds of event from the event alone."""

    def register(function: Apply) -> Apply:
        for kind in kinds:
            if kind in _APPLY:
                raise ValueError(f"two functions apply {kind}")
            _APPLY[kind] = function
        return function

    return register


def known_kinds() -> frozenset[str]:
    """All kinds of event whose rows can be made."""
    return frozenset(_APPLY)


def apply(db: Session, event: Event) -> None:
    """Make the rows of an event, and move its document to the state the event says."""
    _APPLY[event.kind](db, event)
    if event.document_id is None:
        return
    document = db.get_one(Document, event.document_id)
    document.changed_at = event.at
    if event.stage:
        document.stage = event.stage


def nothing_more(_session: Session, _event: Event) -> None:
    """The rows of an act that only moves its document to another state."""
