"""The embedded search engine: the contract of `stores.search` on Whoosh.

An index is rebuilt from the database, never restored from a backup: Whoosh writes without fsync. It unpickles
the files that it opens, so no other program may write in its folder.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from whoosh.index import LockError

from cmia_docs import errors
from cmia_docs.reasons.search import SearchIndexBusy, SearchIndexDamaged, SearchIndexUnwritable
from cmia_docs.stores.search import (
    Delete,
    Entry,
    Health,
    IndexChange,
    Replace,
    SearchRequest,
    SearchResult,
    Upsert,
    Visible,
)
from cmia_docs.stores.whoosh import writer
from cmia_docs.stores.whoosh.generations import Generations
from cmia_docs.stores.whoosh.matcher import Lookup, matches
from cmia_docs.stores.whoosh.readers import Readers, Snapshot
from cmia_docs.stores.whoosh.results import SegmentMatches, result
from cmia_docs.stores.whoosh.suggest import suggestions

_PATIENCE = 10.0  # seconds that a writer waits for another

log = logging.getLogger(__name__)


class WhooshIndex:
    """One index in one folder; see `search.SearchIndex`. Creating the object does not access the disk."""

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        self._name = folder.name
        self._generations = Generations(folder)
        self._readers = Readers(self._generations)
        self._patience = patience

    def upsert(self, entries: Iterable[Entry]) -> None:
        """`apply` with one `Upsert`."""
        self.apply([Upsert(tuple(entries))])

    def delete(self, ids: Iterable[str]) -> None:
        """`apply` with one `Delete`."""
        self.apply([Delete(tuple(ids))])

    def replace(self, document: int, scope: str, entries: Iterable[Entry]) -> None:
        """`apply` with one `Replace`."""
        self.apply([Replace(document, scope, tuple(entries))])

    def apply(self, changes: Sequence[IndexChange]) -> None:
        """See `search.SearchIndex.apply`."""
        batch = writer.batch_of(changes)
        with self._refusing(), self._generations.writing(self._patience):
            path = self._generations.path(self._generations.current())
            with self._writable():
                writer.write(path, batch, self._patience)

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """See `search.SearchIndex.rebuild`."""
        with self._generations.writing(self._patience), self._writable():
            name = self._generations.begin()
            try:
                writer.build(self._generations.path(name), entries)
                self._generations.publish(name)
            except BaseException:
                self._generations.discard(name)
                raise

    def search(self, request: SearchRequest) -> SearchResult:
        """See `search.SearchIndex.search`."""
        with self._reading() as snapshot:
            lookup = Lookup(snapshot)
            matched = [SegmentMatches(s.table, matches(request.query, s, lookup)) for s in snapshot.segments]
            return result(request, matched, lookup.wide_prefixes)

    def suggest(self, words: Iterable[str], visible: Visible) -> Mapping[str, str]:
        """See `search.SearchIndex.suggest`."""
        with self._reading() as snapshot:
            return suggestions(words, visible, snapshot)

    def fault(self) -> errors.Unavailable | None:
        """See `search.SearchIndex.fault`."""
        return self._generations.fault()

    def health(self) -> Health:
        """See `search.SearchIndex.health`."""
        try:
            with self._reading() as snapshot:
                return Health(True, snapshot.entries, f"{snapshot.name}.{snapshot.commit}")
        except errors.Unavailable as error:
            return Health(False, 0, "", error.reason)

    def close(self) -> None:
        """See `search.SearchIndex.close`. A later search opens the index again."""
        self._readers.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        with self._refusing(), self._readers.newest() as snapshot:
            yield snapshot

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turns any exception that Whoosh raises for missing, damaged or locked files into a refusal."""
        try:
            yield
        except errors.Refused:
            raise
        except LockError as error:
            raise errors.Unavailable(SearchIndexBusy(self._name)) from error
        except Exception as error:
            # Damage can raise anything: struct.error, KeyError, UnpicklingError, AssertionError ...
            log.exception("The search index in %s cannot be read", self._generations.folder)
            self._generations.mark_as_damaged()
            raise errors.Unavailable(SearchIndexDamaged(self._name)) from error

    @contextlib.contextmanager
    def _writable(self) -> Iterator[None]:
        """Turns a full disk or missing permissions into a refusal; a missing file counts as damage."""
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            raise errors.Unavailable(
                SearchIndexUnwritable(self._name, error.strerror or str(error))
            ) from error
