"""One council's data folder and the objects that use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from cmia_docs.actions.follow_up.worker import FollowUp
from cmia_docs.actions.services import Services
from cmia_docs.errors import Refused
from cmia_docs.settings import Settings


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder and the objects that use it. They serve only one council (docs/adr/020)."""

    services: Services
    settings: Settings
    engine: Engine
    follow_up: FollowUp
    sentence_for: Callable[[Refused], str]
    """The pages' message for a refusal."""
