"""Words that are stored or spoken, where the code has since found a better one.

Journals, registers, queued mails and addresses that exist are read for ever, so their words never change: a
new word of the code is mapped to the old one here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

JOURNAL_KEYS: Mapping[str, str] = MappingProxyType({"stage": "state"})
"""The key of a journal commit's JSON that holds a column of an event, where it is not the column's name."""

NOTICE_KEY = "letter"
"""What a notice's mail is named after, `letter-17`: one that is sent twice is known again by its name."""
