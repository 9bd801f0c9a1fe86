"""Who could be named on a document."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, lazyload

from cmia_docs.models import Assignment, Person, RoleGrant
from cmia_docs.rules.workflow import Role


def candidates(db: Session, document_id: int, role: Role, now: datetime) -> list[Person]:
    """People who hold the role now, whose account is open, and who are not named in it yet; by name."""
    holds = exists().where(
        RoleGrant.person_id == Person.id,
        RoleGrant.role == role.value,
        or_(RoleGrant.until.is_(None), RoleGrant.until > now),
    )
    is_named = exists().where(
        Assignment.person_id == Person.id,
        Assignment.document_id == document_id,
        Assignment.role == role.value,
    )
    query = select(Person).where(holds, ~is_named, Person.disabled_at.is_(None)).order_by(Person.name)
    return list(db.scalars(query.options(lazyload(Person.grants))))
