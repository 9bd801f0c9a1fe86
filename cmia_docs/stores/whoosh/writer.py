"""Writing to one generation of a Whoosh index."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.writing import MERGE_SMALL

from cmia_docs import errors
from cmia_docs.reasons.search import SearchBadEntry
from cmia_docs.stores.search import Delete, Entry, IndexChange, Replace, Upsert
from cmia_docs.stores.whoosh.readers import Storage
from cmia_docs.stores.whoosh.schema import GROUP, ID, document_of, group_of, schema

_MEMORY = 128  # megabytes of postings before Whoosh uses temporary files


@dataclass(slots=True)
class Batch:
    """The result of several changes, in order. Whoosh itself deletes only entries that were committed."""

    ids: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    added: dict[str, Entry] = field(default_factory=dict)


def batch_of(changes: Sequence[IndexChange]) -> Batch:
    """The combined changes, applied in order."""
    batch = Batch()
    for change in changes:
        match change:
            case Upsert(entries):
                _add(batch, entries)
            case Delete(ids):
                batch.ids.update(ids)
                for entry_id in ids:
                    batch.added.pop(entry_id, None)
            case Replace(document, scope, entries):
                batch.groups.add(group_of(document, scope))
                batch.added = {
                    key: entry
                    for key, entry in batch.added.items()
                    if (entry.document, entry.scope) != (document, scope)
                }
                _add(batch, entries)
    return batch


def write(path: Path, batch: Batch, patience: float) -> None:
    """Commits a batch to the generation in `path`, all or nothing."""
    documents = [document_of(entry) for entry in batch.added.values()]
    with _writer(path, patience) as writer:
        for entry_id in batch.ids:
            writer.delete_by_term(ID, entry_id)
        for group in batch.groups:
            writer.delete_by_term(GROUP, group)
        for document in documents:
            writer.add_document(**document)


def build(path: Path, entries: Iterable[Entry]) -> None:
    """Creates a new index of `entries` in the empty folder `path`. Refuses two entries with one id."""
    known: set[str] = set()
    index.FileIndex.create(Storage(str(path)), schema())
    with _writer(path, patience=0) as writer:
        for entry in entries:
            if entry.id in known:
                raise errors.Invalid(SearchBadEntry(ascii(entry.id)))
            known.add(entry.id)
            writer.add_document(**document_of(entry))


@contextlib.contextmanager
def _writer(path: Path, patience: float) -> Iterator[Any]:
    storage = Storage(str(path))
    try:
        opened = index.FileIndex(storage, schema=schema())
        writer = opened.writer(timeout=patience, compound=False, limitmb=_MEMORY)
        try:
            yield writer
            writer.commit(mergetype=_merge)
        except BaseException:
            # Otherwise the lock and the temporary files would stay; after a failed commit it may fail too.
            with contextlib.suppress(Exception):
                writer.cancel()
            raise
    finally:
        storage.close_files()


def _merge(writer: Any, segments: Sequence[Any]) -> Any:
    """Whoosh's merge policy, without segments in which every entry is deleted."""
    return MERGE_SMALL(writer, [segment for segment in segments if segment.doc_count()])


def _add(batch: Batch, entries: Iterable[Entry]) -> None:
    for entry in entries:
        batch.ids.add(entry.id)
        batch.added[entry.id] = entry
