"""The event log: all events in order. Rows that an event makes have its id."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cmia_docs.models.base import Base


class Event(Base):
    """One event: who, what, when, on which revision. Only its processing marks are ever changed.

    `data` is the payload of its kind (`rules.payload`), with everything that is needed to make its rows again
    (`flask rebuild`). The actor's name and address are stored as they were, so that the journal's commits can
    be made again with the same ids.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_pending", "processed_at", "id"),
        Index("ix_event_document", "document_id", "id"),
        # Ids are never given twice: they name rows, branches and commits.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40), index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str] = mapped_column(String(200))
    actor_email: Mapped[str] = mapped_column(String(254))
    on_behalf_of: Mapped[str] = mapped_column(String(10), default="")
    document_id: Mapped[int | None]
    revision_id: Mapped[int | None]
    stage: Mapped[str] = mapped_column(String(20), default="")
    request_id: Mapped[str] = mapped_column(String(40), default="")
    data: Mapped[dict[str, Any]]
    processed_at: Mapped[datetime | None] = mapped_column(default=None)
    journal_commit: Mapped[str | None] = mapped_column(String(40), default=None)


class Notice(Base):
    """A notice to be mailed: stored in the action's transaction, sent after it, tried again if that fails."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    to: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(12))
    template: Mapped[str] = mapped_column(String(40))
    values: Mapped[dict[str, Any]]
    sent_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None] = mapped_column(default=None)
