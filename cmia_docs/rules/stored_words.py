"""Words that are stored or spoken, where the code has since found a better one.

Journals, registers, queued mails and addresses that exist are read for ever, so their words never change: a
new word of the code is mapped to the old one here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

JOURNAL_KEYS: Mapping[str, str] = MappingProxyType({"stage": "state"})
"""The key of a journal commit's JSON that holds a column of an event, where it is not the column's name."""

PAYLOAD_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "adoption_proposal_id": "proposal",
        "cities": "places",
        "other_act_id": "other",
        "person_id": "person",
        "remark_id": "remark",
        "round_id": "round",
        "session_id": "session",
        "unit_id": "unit",
    }
)
"""The key of an event's data that holds a field of its payload, where it is not the field's name."""

NOTICE_KEY = "letter"
"""What a notice's mail is named after, `letter-17`: one that is sent twice is known again by its name."""
