"""What an event says beside the columns that all events share: its `data`, typed.

From it alone the rows of the event are made, now and whenever the database is rebuilt, so every payload that
was ever stored has to be read for ever. How one grows: docs/adr/022-an-event-grows.md.
"""

from __future__ import annotations

from typing import ClassVar

from cmia_docs.rules.json_form import JsonForm
from cmia_docs.rules.workflow import Action


class Payload(JsonForm):
    """The base of all payloads; `kind` is the word of the event."""

    __slots__ = ()
    kind: ClassVar[str]


class ActionPayload(Payload):
    """The payload of an event that an action on a document makes: its kind is the action."""

    __slots__ = ()
    kind: ClassVar[Action]
