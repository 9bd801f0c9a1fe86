"""Rounds of circulation, positions of states, remarks and their dispositions. Rows are only added."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cmia_docs.models.base import Base


class Round(Base):
    """A circulation: one frozen revision sent to states with a due date (the council's day)."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    commit: Mapped[str] = mapped_column(String(40))
    text_sum: Mapped[str] = mapped_column(String(64))
    states: Mapped[list[str]]
    """Codes of the states addressed."""
    note: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class RoundState(Base):
    """A state addressed in a round, for rights and to-do lists."""

    __tablename__ = "round_state"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), primary_key=True, index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)


class Position(Base):
    """The position of a state on exactly one commit and one sum. A later one counts instead; both stay."""

    __tablename__ = "position"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    commit: Mapped[str] = mapped_column(String(40))
    text_sum: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    given_by: Mapped[int | None]
    giver_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    by_letter: Mapped[bool] = mapped_column(default=False)
    """Entered by the secretariat from the state's letter."""
    by_silence: Mapped[bool] = mapped_column(default=False)
    """Made by the silence procedure, when a round was closed without an answer of the state."""


class Remark(Base):
    """A remark, or with `wording` a proposal, on a unit of one revision's text."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), default=None)
    unit_id: Mapped[str] = mapped_column(String(20), default="")
    """Empty for a remark on the whole text."""
    language: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10), default="")
    """The state in whose name it is made; empty for a remark of an expert, a drafter or the secretariat."""
    author_id: Mapped[int | None]
    author_name: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    wording: Mapped[str | None] = mapped_column(Text, default=None)
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class Disposition(Base):
    """The answer to a remark, with a reason and the revision that it was given on. The latest one counts."""

    __tablename__ = "disposition"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    decided_by: Mapped[int | None]
    decider_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
