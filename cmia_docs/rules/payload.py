"""What an event says beside the columns that all events share: its `data`, typed.

From it alone the rows of the event are made, now and whenever the database is rebuilt, so every payload that
was ever stored has to be read for ever. How one grows: docs/adr/022-an-event-grows.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from cmia_docs.rules.json_form import JsonForm
from cmia_docs.rules.stored_words import PAYLOAD_KEYS
from cmia_docs.rules.workflow import Action


class Payload(JsonForm):
    """The base of all payloads; `kind` is the word of the event."""

    __slots__ = ()
    kind: ClassVar[str]


class ActionPayload(Payload):
    """The payload of an event that an action on a document makes: its kind is the action."""

    __slots__ = ()
    kind: ClassVar[Action]


CommonField = Literal["commit", "for_state", "message", "person_id", "reason", "role", "text_sum", "until"]
"""Fields that are asked of events of any kind: they mean the same in all payloads that have them."""


def common_value(data: Mapping[str, Any], field: CommonField) -> Any:
    """What the data of an event of any kind has for the field, as JSON; None where it has no such field.

    So an event that no payload of this version can read is listed, and goes to the journal, all the same.
    """
    return data.get(PAYLOAD_KEYS.get(field, field))
