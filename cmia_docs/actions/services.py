"""What the actions of one installation work with: stores, indexes, mail, clock, and locks by document."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from cmia_docs.models import Event
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.mail import Mail
from cmia_docs.stores.notice_templates import NoticeTemplates
from cmia_docs.stores.search import SearchIndex


class KeyedLocks:
    """A lock for each document, so that writers on one document queue before the check, not after it.

    A fixed number of locks is shared by all ids: two documents may wait for each other without need, but two
    writers on one document always use the same lock.
    """

    def __init__(self, count: int = 256) -> None:
        self._locks = [threading.Lock() for _ in range(count)]

    def of(self, key: int) -> threading.Lock:
        """The lock of this document."""
        return self._locks[key % len(self._locks)]


@dataclass(frozen=True)
class Services:
    """What lives as long as the process. `clock` and `mail` are the only parts that tests replace."""

    readers: sessionmaker[Session]
    writers: sessionmaker[Session]
    drafts: GitStore
    register: GitStore
    adopted_index: SearchIndex
    drafts_index: SearchIndex
    mail: Mail
    clock: Callable[[], datetime]
    notice_templates: NoticeTemplates
    wake: Callable[[], None] = lambda: None
    """Called after a commit, to start the follow-up."""
    committed: Callable[[list[Event]], None] = lambda _events: None
    """Called with the events of each commit, for the metrics."""
    locks: KeyedLocks = field(default_factory=KeyedLocks)
