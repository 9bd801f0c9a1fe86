"""Open readers of a Whoosh index: each used by one thread at a time, always at the newest commit.

A Whoosh reader that two threads share silently gives wrong hits, so readers come from a pool. Whoosh's
own `refresh()` is not used: it reuses segments by their name, and so misses entries deleted in them.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.util.filelock import LockBase

from cmia_docs.stores.whoosh.generations import Generations
from cmia_docs.stores.whoosh.schema import EXACT, Record, record_of, schema

# While a snapshot opens its files, a commit may remove some, and Whoosh then raises any exception; that
# hardly happens several times in succession. Repeated failure means damage.
_ATTEMPTS = 5
_PAUSE = 0.02  # seconds


class Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder whose files and locks can all be released: Whoosh leaves some open on damage or a full disk.

    A lock that a failed writer holds would block all later writers until the process ends.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[StructFile] = []
        self._locks: list[LockBase] = []
        self._temporary: list[Storage] = []

    def open_file(self, name: str, **options: object) -> StructFile:
        opened = super().open_file(name, **options)
        self._opened.append(opened)
        return opened

    def create_file(self, name: str, **options: object) -> StructFile:
        created = super().create_file(name, **options)
        self._opened.append(created)
        return created

    def lock(self, name: str) -> LockBase:
        lock = super().lock(name)
        self._locks.append(lock)
        return lock

    def temp_storage(self, name: str | None = None) -> Storage:
        temporary = Storage(super().temp_storage(name).folder)
        self._temporary.append(temporary)
        return temporary

    def close_files(self) -> None:
        """Closes all open files and releases all locks."""
        for opened in self._opened:
            if not opened.is_closed:
                with contextlib.suppress(OSError):  # its buffer does not fit on the disk
                    opened.close()
        for temporary in self._temporary:
            temporary.close_files()
        for lock in self._locks:
            if lock.fd is not None:
                lock.release()
        for resources in (self._opened, self._temporary, self._locks):
            resources.clear()


class EntryKind(NamedTuple):
    """The properties of an entry by which entries are filtered and counted."""

    scope: str
    document: int
    language: str


@dataclass(frozen=True)
class Table:
    """The stored records of a segment by entry number. A segment never changes, so threads share it."""

    records: tuple[Record, ...]
    words: tuple[str, ...]  # exact forms, for suggestions

    @cached_property
    def kinds(self) -> tuple[EntryKind, ...]:
        """The kind of each record."""
        return tuple(EntryKind(record.scope, record.document, record.language) for record in self.records)

    @cached_property
    def length(self) -> int:
        """The number of words in all entries."""
        return sum(record.length for record in self.records)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the index: Whoosh's reader for it, and its table."""

    reader: Any  # whoosh.reading.SegmentReader
    table: Table


class Snapshot:
    """The index as of one commit. For one thread at a time."""

    def __init__(self, generations: Generations, name: str, hold: int, tables: dict[str, Table]) -> None:
        self.name = name
        self._hold = hold
        self._storage = Storage(str(generations.path(name)))
        try:
            self._index = index.FileIndex(self._storage, schema=schema())
            # Read first: a commit in between only makes this snapshot appear older than it is.
            self.commit = int(self._index.latest_generation())
            leaves = [leaf for leaf, _ in self._index.reader().leaf_readers() if leaf.segments()]
            self.segments = [Segment(leaf, _table(leaf, tables)) for leaf in leaves]
        except BaseException:
            self.close()
            raise

    @cached_property
    def entries(self) -> int:
        """The number of entries that are not deleted."""
        return sum(segment.reader.doc_count() for segment in self.segments)

    @cached_property
    def average_length(self) -> float:
        """The mean number of words of an entry, deleted ones included: for BM25."""
        records = sum(len(segment.table.records) for segment in self.segments)
        return sum(segment.table.length for segment in self.segments) / max(records, 1) or 1.0

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, sorted."""
        return tuple(sorted({r.language for segment in self.segments for r in segment.table.records}))

    def frequency(self, field: str, term: str) -> int:
        """The number of entries that contain a term."""
        return sum(segment.reader.doc_frequency(field, term) for segment in self.segments)

    def is_latest(self) -> bool:
        """Whether there is no later commit in this generation."""
        return bool(self._index.latest_generation() == self.commit)

    def close(self) -> None:
        """Closes the files and releases the generation."""
        self._storage.close_files()
        os.close(self._hold)


class Readers:
    """The pool of snapshots of one process."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._idle: list[Snapshot] = []
        self._tables: dict[str, Table] = {}
        self._process = os.getpid()
        self._closings = 0
        self._newest = ("", 0)  # generation and commit

    @contextlib.contextmanager
    def newest(self) -> Iterator[Snapshot]:
        """A snapshot of the newest commit, for this thread alone until the block ends."""
        closings = self._closings
        snapshot = self._take()
        try:
            yield snapshot
        except BaseException:
            snapshot.close()
            raise
        if not self._return(snapshot, closings):
            snapshot.close()

    def close(self) -> None:
        """Closes the idle snapshots; those in use are closed when they are returned."""
        with self._lock:
            self._closings += 1
            idle, self._idle = self._idle, []
        for snapshot in idle:
            snapshot.close()

    def _return(self, snapshot: Snapshot, closings: int) -> bool:
        with self._lock:
            # An outdated snapshot in the pool would prevent the removal of its generation.
            reusable = closings == self._closings and (snapshot.name, snapshot.commit) == self._newest
            if reusable:
                self._idle.append(snapshot)
            return reusable

    def _take(self) -> Snapshot:
        if self._process != os.getpid():
            # After a fork both processes would share file positions: the child opens its own files.
            self._process, self._lock = os.getpid(), threading.Lock()
            self.close()
        name = self._generations.current()
        while snapshot := self._pop():
            if snapshot.name == name and snapshot.is_latest():
                return snapshot
            snapshot.close()
        return self._open()

    def _pop(self) -> Snapshot | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _open(self) -> Snapshot:
        for _ in range(_ATTEMPTS - 1):
            with contextlib.suppress(Exception):
                return self._opened()
            time.sleep(_PAUSE)
        return self._opened()

    def _opened(self) -> Snapshot:
        name = self._generations.current()
        hold = self._generations.hold(name)
        with self._lock:
            known = dict(self._tables)
        snapshot = Snapshot(self._generations, name, hold, known)
        used = {segment.reader.segment().segment_id(): segment.table for segment in snapshot.segments}
        with self._lock:
            self._tables = used
            self._newest = (snapshot.name, snapshot.commit)
        return snapshot


def _table(reader: Any, tables: dict[str, Table]) -> Table:
    known = tables.get(reader.segment().segment_id())
    if known is not None:
        return known
    records = tuple(record_of(reader.stored_fields(number)) for number in range(reader.doc_count_all()))
    return Table(records, tuple(word.decode() for word in reader.lexicon(EXACT)))
