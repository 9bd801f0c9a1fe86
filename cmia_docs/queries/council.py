"""The council's settings."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cmia_docs.errors import Unavailable
from cmia_docs.models import CouncilSettings
from cmia_docs.rules.council import Council, from_settings


def council_of(session: Session) -> Council:
    """The settings in force. `Unavailable` before `flask init`."""
    row = session.get(CouncilSettings, 1)
    if row is None:
        raise Unavailable("council.not_set_up")
    return from_settings(row.settings)
