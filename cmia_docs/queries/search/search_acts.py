"""The adopted acts as a search scope: the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, Document, Revision
from cmia_docs.queries.search.search import DocumentSummary, FacetValues
from cmia_docs.rules.permissions import Scope
from cmia_docs.stores.search import ALL, Visible

_MOST_NAMED = 1_000
"""How many documents a query names one by one; for more, it reads all acts."""


@dataclass(frozen=True, slots=True)
class Acts:
    """See `search.SearchScope`."""

    db: Session

    @property
    def visible(self) -> Visible:
        """Every entry of an adopted act."""
        return {Scope.ADOPTED.value: ALL}

    def facet_values(self, document_ids: Iterable[int]) -> dict[int, FacetValues]:
        """One query."""
        ids = set(document_ids)
        query = select(Act.document_id, Act.act_type, Act.adopted_on, Act.body, Document.stage)
        query = query.join(Document, Act.document_id == Document.id)
        if len(ids) <= _MOST_NAMED:
            query = query.where(Act.document_id.in_(ids))
        return {
            document: FacetValues(act_type, str(on.year), stage, next(iter(body.values()), ""))
            for document, act_type, on, body, stage in self.db.execute(query)
        }

    def summaries(self, document_ids: Iterable[int]) -> dict[int, DocumentSummary]:
        """One query."""
        query = (
            select(Act, Document, Revision)
            .join(Document, Act.document_id == Document.id)
            .join(Revision, Act.revision_id == Revision.id)
            .where(Act.document_id.in_(set(document_ids)))
        )
        return {
            document.id: DocumentSummary(
                document.slug, document.titles, act.number, act.adopted_on, document.stage, revision
            )
            for act, document, revision in self.db.execute(query)
        }
