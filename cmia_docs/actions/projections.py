"""From an event to its rows: one function a kind, used when the action happens and when rows are rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event
from cmia_docs.rules.payload import Payload

PayloadType = TypeVar("PayloadType", bound=Payload)
Apply = Callable[[Session, Event, PayloadType], None]


@dataclass(frozen=True, slots=True)
class _Projection:
    payload: type[Payload]
    apply: Apply[Any]


_PROJECTIONS: dict[str, _Projection] = {}


def applies(*payloads: type[PayloadType]) -> Callable[[Apply[PayloadType]], Apply[PayloadType]]:
    """Declare the function that makes the rows of the events with these payloads from the event alone."""

    def register(function: Apply[PayloadType]) -> Apply[PayloadType]:
        for payload in payloads:
            if payload.kind in _PROJECTIONS:
                raise ValueError(f"two functions apply {payload.kind}")
            _PROJECTIONS[payload.kind] = _Projection(payload, function)
        return function

    return register


def known_kinds() -> frozenset[str]:
    """All kinds of event whose rows can be made."""
    return frozenset(_PROJECTIONS)


def payload_of(event: Event) -> Payload:
    """The event's data, read as its kind is; `KeyError` for an unknown kind and for a missing key."""
    return _PROJECTIONS[event.kind].payload.from_json(event.data)


def apply(db: Session, event: Event) -> None:
    """Make the rows of an event, and move its document to the stage that the event says."""
    _PROJECTIONS[event.kind].apply(db, event, payload_of(event))
    if event.document_id is None:
        return
    document = db.get_one(Document, event.document_id)
    document.changed_at = event.at
    if event.stage:
        document.stage = event.stage


def nothing_more(_db: Session, _event: Event, _payload: Payload) -> None:
    """For events that make no rows: all they do is to move their document to another stage."""
