"""The drafts that a person may see as a search scope.

People who see the working text of a document find only that, not what was circulated: no article twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, not_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Revision
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.visibility import (
    SavedEvent,
    known_to,
    published,
    shown_id,
    was_addressed,
    works_on,
)
from cmia_docs.queries.search.entries import circulated_scope
from cmia_docs.queries.search.search import DocumentSummary, FacetValues
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor, Scope
from cmia_docs.rules.workflow import Role
from cmia_docs.stores.search import ALL, Visible

_READERS = (Role.SECRETARIAT, Role.DRAFTER, Role.EXPERT, Role.REVIEWER, Role.CHAIR)


def searches_drafts(actor: Actor) -> bool:
    """Whether the person has a role that may let them see drafts."""
    return any(actor.has(role) for role in _READERS)


@dataclass(frozen=True, slots=True)
class Drafts:
    """See `search.SearchScope`."""

    db: Session
    actor: Actor

    @property
    def visible(self) -> Visible:
        """What the person may see now, from the database; two queries at most."""
        if self.actor.has(Role.SECRETARIAT):
            return {Scope.WORKING.value: ALL}
        works = select(Document.id).where(works_on(self.actor), not_(published))
        scopes = {Scope.WORKING.value: set(self.db.scalars(works))}
        for document, number in self.db.execute(self._sent()):
            scopes.setdefault(circulated_scope(number), set()).add(document)
        return {scope: frozenset(documents) for scope, documents in scopes.items()}

    def facet_values(self, document_ids: Iterable[int]) -> dict[int, FacetValues]:
        """One query, and one for the council's clock."""
        day_of = council_of(self.db).day_of
        return {
            document.id: FacetValues(description.act_type, str(day_of(revision.at).year), document.stage)
            for document, revision, description in self._rows(document_ids)
        }

    def summaries(self, document_ids: Iterable[int]) -> dict[int, DocumentSummary]:
        """One query, and one for the council's clock."""
        day_of = council_of(self.db).day_of
        return {
            document.id: DocumentSummary(
                document.slug, description.titles, "", day_of(revision.at), document.stage, revision
            )
            for document, revision, description in self._rows(document_ids)
        }

    def _sent(self) -> Select[int, int]:
        """Documents that the person sees as they were sent out, and the number of that revision."""
        query = select(Document.id, Revision.number).select_from(Document)
        query = query.join(Revision, Revision.id == shown_id(self.actor))
        return query.where(was_addressed(self.actor), not_(works_on(self.actor)), not_(published))

    def _rows(self, document_ids: Iterable[int]) -> list[tuple[Document, Revision, Description]]:
        shown = shown_id(self.actor)
        query = (
            select(Document, Revision, SavedEvent.data)
            .select_from(Document)
            .join(SavedEvent, SavedEvent.id == shown)
            .join(Revision, Revision.id == shown)
            .where(Document.id.in_(set(document_ids)), known_to(self.actor))
        )
        return [(row[0], row[1], Description.from_json(row[2])) for row in self.db.execute(query)]
