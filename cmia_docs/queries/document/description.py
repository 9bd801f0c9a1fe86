"""How a revision describes its document: the row of a document is as the current one has it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, or_
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Event
from cmia_docs.queries.document.visibility import SavedEvent, published, works_on
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.workflow import Role


def description_in(db: Session, revision_id: int) -> Description:
    """The description as it was saved with this revision."""
    return Description.from_json(db.get_one(Event, revision_id).data)


def shown_field(actor: Actor, name: str, *path: str) -> ColumnElement[Any]:
    """A field of the description as the revision shown to the person has it; `path` leads into the field.

    The query needs `SavedEvent`, joined as that says, unless the person is of the secretariat.
    """
    column = getattr(Document, name)
    for key in path:
        column = column[key].as_string()
    if actor.has(Role.SECRETARIAT):
        return column  # type: ignore[no-any-return]
    return case((or_(published, works_on(actor)), column), else_=SavedEvent.data[name, *path].as_string())
