"""The council's settings as stored: one row, read into `rules.council.Council`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cmia_docs.models.base import Base


class CouncilSettings(Base):
    """The one row of settings (id 1) and the event that set them last."""

    __tablename__ = "council_settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    settings: Mapped[dict[str, Any]]
