"""Documents, their revisions, who works on them, and what is not saved yet."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cmia_docs.models.base import Base
from cmia_docs.rules.description import Description
from cmia_docs.rules.json_form import plain

DESCRIPTION_COLUMNS = tuple(field.name for field in fields(Description))
"""Columns of a document that hold what its current revision says: lists and filters need them in SQL."""


class Document(Base):
    """A document. Its id is that of the event that created it, and names its branch in git."""

    __tablename__ = "document"
    __table_args__ = (Index("ix_document_stage", "stage", "changed_at"),)

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    act_type: Mapped[str] = mapped_column(String(31), index=True)
    titles: Mapped[dict[str, str]]
    languages: Mapped[list[str]]
    authentic: Mapped[list[str]]
    initiator: Mapped[str] = mapped_column(String(10), default="", index=True)
    """Code of the initiating state; empty for the secretariat."""
    stage: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    current_id: Mapped[int | None] = mapped_column(default=None)
    """Id of the current revision."""
    session_id: Mapped[int | None] = mapped_column(ForeignKey("council_session.id"), default=None)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    revisions: Mapped[list[Revision]] = relationship(back_populates="document", order_by="Revision.number")
    assignments: Mapped[list[Assignment]] = relationship(back_populates="document", order_by="Assignment.id")

    @property
    def description(self) -> Description:
        """As its current revision describes it."""
        return Description.from_json({name: getattr(self, name) for name in DESCRIPTION_COLUMNS})

    def describe(self, description: Description) -> None:
        """Set all columns of the description."""
        for name in DESCRIPTION_COLUMNS:
            setattr(self, name, plain(getattr(description, name)))

    # Of two writers on one document the second is refused, whatever the isolation: the version has changed.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Revision(Base):
    """One saved version of the texts: a git commit. `sums` are SHA-256 of each language's file."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("document_id", "number"), UniqueConstraint("commit"))

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    commit: Mapped[str] = mapped_column(String(40))
    parent: Mapped[str | None] = mapped_column(String(40))
    author_id: Mapped[int | None]
    author_name: Mapped[str] = mapped_column(String(200))
    message: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime]
    sums: Mapped[dict[str, str]]
    text_sum: Mapped[str] = mapped_column(String(64))
    document: Mapped[Document] = relationship(back_populates="revisions")


class Assignment(Base):
    """A person named on a document as drafter or expert."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("document_id", "person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    document: Mapped[Document] = relationship(back_populates="assignments")


class WorkingCopy(Base):
    """What a person has typed on top of a revision and not saved as one yet; stored by autosave."""

    __tablename__ = "working_copy"
    __table_args__ = (UniqueConstraint("document_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    base_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    texts: Mapped[dict[str, str]]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    # Of two windows of the same person the second autosave is refused: the version has changed.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
