"""The search indexes follow the documents: the entries of a document are made from the database each time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.actions.services import Services
from cmia_docs.errors import Damaged, NotFound, Unavailable
from cmia_docs.models import Document
from cmia_docs.queries.search.entries import (
    adopted_entries,
    all_adopted_entries,
    all_draft_entries,
    draft_entries,
)
from cmia_docs.reasons import Reason
from cmia_docs.reasons.search import SearchIndexDamaged, SearchIndexMissing
from cmia_docs.rules.permissions import Scope
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.search import Entry, IndexChange, Replace, SearchIndex

log = logging.getLogger(__name__)
_REPAIRED_BY_REBUILD = (SearchIndexMissing, Reason.SEARCH_INDEX_OUTDATED, SearchIndexDamaged)


def index_documents(db: Session, services: Services, document_ids: Iterable[int]) -> None:
    """Replace the entries of these documents in both indexes, each index in one commit.

    An index that is missing, damaged or of another version is rebuilt: events must not wait for it. Nor must
    they wait for a damaged text: the entries of its document stay as they were.
    """
    drafts: list[IndexChange] = []
    adopted: list[IndexChange] = []
    for document_id in sorted(set(document_ids)):
        document = db.get_one(Document, document_id)
        try:
            of_drafts = draft_entries(db, services.drafts, document)
            published = adopted_entries(db, services.drafts, document)
        except (Damaged, NotFound) as error:
            # One damaged text must not keep all others out of search: `flask verify` names it.
            log.error("document %s is left in the index as it was: %s", document_id, error)
            continue
        drafts += [Replace(document.id, scope, tuple(entries)) for scope, entries in of_drafts.items()]
        if published:
            adopted.append(Replace(document.id, Scope.ADOPTED.value, tuple(published)))
    _apply(db, services, services.drafts_index, drafts, all_draft_entries)
    _apply(db, services, services.adopted_index, adopted, all_adopted_entries)


def repair_indexes(services: Services) -> None:
    """Rebuild an index that is missing, damaged or of another version, even where no event changes it."""
    kinds = (
        (services.drafts_index, all_draft_entries),
        (services.adopted_index, all_adopted_entries),
    )
    for index, everything in kinds:
        refusal = index.fault()
        if refusal is not None and refusal.kind in _REPAIRED_BY_REBUILD:
            log.warning("%s: the index is rebuilt", refusal.code)
            with services.readers() as db:
                index.rebuild(everything(db, services.drafts))


def reindex(
    db: Session, services: Services, progress: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Rebuild both indexes beside the old ones, which are searched until the new ones replace them.

    `progress` is called with the number of documents done and of all. Most documents are in one index only.
    """
    total = db.scalars(select(func.count()).select_from(Document)).one()
    done: set[int] = set()

    def reported(entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            done.add(entry.document)
            progress(len(done), total)
            yield entry

    services.adopted_index.rebuild(reported(all_adopted_entries(db, services.drafts)))
    services.drafts_index.rebuild(reported(all_draft_entries(db, services.drafts)))


def _apply(
    db: Session,
    services: Services,
    index: SearchIndex,
    changes: Sequence[IndexChange],
    everything: Callable[[Session, GitStore], Iterator[Entry]],
) -> None:
    if not changes:
        return
    try:
        index.apply(changes)
    except Unavailable as error:
        if error.kind not in _REPAIRED_BY_REBUILD:
            raise
        log.warning("%s: the index is rebuilt", error)
        index.rebuild(everything(db, services.drafts))
