"""Words that are stored or spoken, where the code has since found a better one.

Journals, registers, queued mails and addresses that exist are read for ever, so their words never change: a
new word of the code is mapped to the old one here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# The journal, the register, and the payloads of events.

JOURNAL_KEYS: Mapping[str, str] = MappingProxyType({"stage": "state"})
"""The key of a journal commit's JSON that holds a column of an event, where it is not the column's name."""

STAGE_TRAILER = "State"
"""The trailer of commits of journal and register that has the stage to which the event led."""

REGISTER_KEYS: Mapping[str, str] = MappingProxyType(
    {"act_type": "type", "cities": "places", "stage": "status"}
)
"""The key of `act.json` that holds a column or a payload's field, where it is not its name."""

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

# Forms and addresses.

CITY_FIELD = "place"
"""Forms have a field for the city in each language: `place_ru`."""

ADOPTION_PROPOSAL_FIELD = "proposal"
"""The field of the chair's confirmation that names the proposal that was read."""

STAGE_PARAMETER = "state"
"""The parameter of the list of documents that asks for a stage."""

ACT_TYPE_PARAMETER = "type"
"""The parameter of lists and of search that asks for a type of act."""

# Mails and metrics.

NOTICE_KEY = "letter"
"""What a notice's mail is named after, `letter-17`: one that is sent twice is known again by its name."""

NOTICES_METRIC = "cmia_letters"
"""The metric of notices that are not sent."""

NOTICE_STATUS_LABEL = "state"
"""The label of that metric that tells notices that wait from those that were given up."""
