"""The search indexes follow the documents: what a document's entries are is asked of the database anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from cmia_docs.actions.work import Services
from cmia_docs.models import Document
from cmia_docs.queries.entries import adopted_entries, all_adopted_entries, all_draft_entries, draft_entries
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.search import Replace

CHANGES_ENTRIES = frozenset({Action.SAVE, Action.CIRCULATE, Action.CONFIRM_ADOPTION})
"""The acts after which a document's entries are others than before."""


def index_documents(session: Session, services: Services, document_ids: Iterable[int]) -> None:
    """Replace the entries of these documents in both indexes, each index in one commit."""
    drafts, adopted = [], []
    for document_id in sorted(set(document_ids)):
        document = session.get_one(Document, document_id)
        for scope, entries in draft_entries(session, services.drafts, document).items():
            drafts.append(Replace(document.id, scope.value, tuple(entries)))
        if published := adopted_entries(session, services.drafts, document):
            adopted.append(Replace(document.id, Scope.ADOPTED.value, tuple(published)))
    if drafts:
        services.drafts_index.apply(drafts)
    if adopted:
        services.adopted_index.apply(adopted)


def reindex(session: Session, services: Services) -> None:
    """Build both indexes anew beside the old ones, which answer until the new ones take their place."""
    services.adopted_index.rebuild(all_adopted_entries(session, services.drafts))
    services.drafts_index.rebuild(all_draft_entries(session, services.drafts))
