"""Sessions of the council and their agendas, as far as a person may know of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, AdoptionProposal, CouncilSession, Document
from cmia_docs.queries.document.visibility import SavedEvent, known_to, shown_id
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor


@dataclass(frozen=True, slots=True)
class Item:
    """A document on an agenda, described as in the revision that the person sees."""

    document: Document
    description: Description
    act: Act | None
    adoption_proposal: AdoptionProposal | None
    """The one that waits for the chair."""


def all_sessions(db: Session, actor: Actor) -> list[tuple[CouncilSession, int]]:
    """Every session, the latest first, with how many documents on it the person may know of. One query."""
    known = (
        select(func.count(Document.id))
        .where(Document.session_id == CouncilSession.id, known_to(actor))
        .correlate(CouncilSession)
        .scalar_subquery()
    )
    query = select(CouncilSession, known).order_by(CouncilSession.begins_on.desc(), CouncilSession.id.desc())
    return [(row[0], row[1]) for row in db.execute(query)]


def agenda(db: Session, actor: Actor, session_id: int) -> list[Item]:
    """The documents on a session's agenda, deferred ones left out, in order of creation. One query."""
    query = (
        select(Document, SavedEvent.data, Act, AdoptionProposal)
        .select_from(Document)
        .join(SavedEvent, SavedEvent.id == shown_id(actor))
        .outerjoin(Act, Act.document_id == Document.id)
        .outerjoin(
            AdoptionProposal,
            (AdoptionProposal.document_id == Document.id) & AdoptionProposal.ended_at.is_(None),
        )
        .where(Document.session_id == session_id, known_to(actor))
        .order_by(Document.id)
    )
    return [
        Item(document, Description.from_json(data), act, adoption_proposal)
        for document, data, act, adoption_proposal in db.execute(query)
    ]
