"""Adoption proposals, entries of the register, and the next free number."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, AdoptionProposal, Document
from cmia_docs.rules.council import ActType


def open_adoption_proposal(db: Session, document_id: int) -> AdoptionProposal | None:
    """The adoption proposal that waits for the chair, if there is one."""
    return db.scalar(
        select(AdoptionProposal).where(
            AdoptionProposal.document_id == document_id, AdoptionProposal.ended_at.is_(None)
        )
    )


def next_number(db: Session, act_type: ActType, year: int) -> str:
    """A number by the type's pattern, with one more than the highest serial of that pattern and year."""
    head, _, tail = act_type.number_pattern.replace("{year}", str(year)).partition("{serial}")
    pattern = re.compile(re.escape(head) + r"(\d+)" + re.escape(tail))
    numbers = db.scalars(select(Act.number))
    serials = [int(match[1]) for number in numbers if (match := pattern.fullmatch(number))]
    return f"{head}{max(serials, default=0) + 1}{tail}"


def entry_of(db: Session, document_id: int) -> Act | None:
    """The register's entry of a document, once it is adopted."""
    return db.scalar(select(Act).where(Act.document_id == document_id))


def other_acts(db: Session, document_id: int) -> list[tuple[Act, dict[str, str]]]:
    """The register's other entries with their titles, those adopted last first."""
    query = (
        select(Act, Document.titles)
        .join(Document, Document.id == Act.document_id)
        .where(Act.document_id != document_id)
        .order_by(Act.adopted_on.desc(), Act.id.desc())
    )
    return [(row[0], row[1]) for row in db.execute(query)]
