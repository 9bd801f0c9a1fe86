"""Sessions of the council, adoption proposals, and the register of adopted acts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cmia_docs.models.base import Base


class CouncilSession(Base):
    """A session: when, where, chaired by which state."""

    __tablename__ = "council_session"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    begins_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    cities: Mapped[dict[str, str]]
    chair_state: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200), default="")


class AdoptionProposal(Base):
    """The secretariat's proposal to adopt one exact text; a chair confirms it, or it is cancelled."""

    __tablename__ = "adoption_proposal"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    commit: Mapped[str] = mapped_column(String(40))
    text_sum: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(60))
    adopted_on: Mapped[date]
    cities: Mapped[dict[str, str]]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("council_session.id"))
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """In the council's order, each as `rules.adoption_payloads.Signatory`."""
    proposed_by: Mapped[int | None]
    proposer_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed: Mapped[bool] = mapped_column(default=False)


class Act(Base):
    """An entry of the register. The text never changes; its legal status follows later acts."""

    __tablename__ = "act"
    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    adoption_proposal_id: Mapped[int] = mapped_column(ForeignKey("adoption_proposal.id"))
    act_type: Mapped[str] = mapped_column(String(31))
    number: Mapped[str] = mapped_column(String(60), unique=True)
    adopted_on: Mapped[date] = mapped_column(index=True)
    cities: Mapped[dict[str, str]]
    body: Mapped[dict[str, str]]
    """Name of the adopting body by language, as it was on the day."""
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    confirmed_by: Mapped[str] = mapped_column(String(200))
    in_force_from: Mapped[date | None] = mapped_column(default=None)
    text_sum: Mapped[str] = mapped_column(String(64))


class ActRelation(Base):
    """That a later act amends, supersedes or repeals this one; `other_id`: the later one, if registered."""

    __tablename__ = "act_relation"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    on: Mapped[date]
