"""The drafts that a person may see as a shelf of search.

Who sees the working text of a document finds that, and not what was circulated beside it: no article twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Revision
from cmia_docs.queries.search import About, Work
from cmia_docs.queries.visible import Saved, known_to, published, searched_as_circulated, shown_id, works_on
from cmia_docs.rules.permissions import Actor, Scope
from cmia_docs.rules.workflow import Role
from cmia_docs.stores.search import ALL, Visible

_READERS = (Role.SECRETARIAT, Role.DRAFTER, Role.EXPERT, Role.REVIEWER, Role.CHAIR)


def searches_drafts(actor: Actor) -> bool:
    """Whether the person has a role in which drafts may be open to them at all."""
    return any(actor.has(role) for role in _READERS)


@dataclass(frozen=True, slots=True)
class Drafts:
    """See `queries.search.Shelf`."""

    session: Session
    actor: Actor

    @property
    def visible(self) -> Visible:
        """What the rights say now, from the database; two queries."""
        if self.actor.has(Role.SECRETARIAT):
            return {Scope.WORKING.value: ALL}
        return {
            Scope.WORKING.value: self._ids(works_on(self.actor)),
            Scope.CIRCULATED.value: self._ids(
                searched_as_circulated(self.actor) & not_(works_on(self.actor))
            ),
        }

    def about(self, document_ids: Iterable[int]) -> dict[int, About]:
        """One query."""
        return {
            document.id: About(data["act_type"], str(revision.at.year), document.state)
            for document, revision, data in self._rows(document_ids)
        }

    def works(self, document_ids: Iterable[int]) -> dict[int, Work]:
        """One query."""
        return {
            document.id: Work(document.slug, data["titles"], "", revision.at.date(), document.state, revision)
            for document, revision, data in self._rows(document_ids)
        }

    def _ids(self, condition: ColumnElement[bool]) -> frozenset[int]:
        query = select(Document.id).where(condition, not_(published))
        return frozenset(self.session.scalars(query))

    def _rows(self, document_ids: Iterable[int]) -> list[tuple[Document, Revision, dict[str, Any]]]:
        shown = shown_id(self.actor)
        query = (
            select(Document, Revision, Saved.data)
            .select_from(Document)
            .join(Saved, Saved.id == shown)
            .join(Revision, Revision.id == shown)
            .where(Document.id.in_(set(document_ids)), known_to(self.actor))
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(query)]
