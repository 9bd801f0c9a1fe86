"""Housekeeping: the repositories stay quick to read and small to copy, while people work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cmia_docs.actions.services import Services
from cmia_docs.errors import Unavailable
from cmia_docs.reasons import Reason
from cmia_docs.stores.git.maintenance import Size
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.locks import FOLLOW_UP, MAINTENANCE, exclusive_lock

PATIENCE_SECONDS = 300.0
"""How long the follow-up may be at a backlog, or at letters, before what waits for it gives up."""


@dataclass(frozen=True, slots=True)
class Maintained:
    """One repository after housekeeping. `problems` as git words them; none where it is sound."""

    name: str
    before: Size
    after: Size
    problems: tuple[str, ...]


def maintain(services: Services, data: Path) -> list[Maintained]:
    """Pack both repositories and look whether all that branches lead to is there.

    `Unavailable` where a backup or another housekeeping is at work, or git cannot; nothing is lost then.
    """
    found = []
    with upkeep(data):
        for store in (services.drafts, services.register):
            before = store.size()
            with refs_at_rest(data):
                store.pack_refs()
            store.repack()
            found.append(Maintained(store.path.name, before, store.size(), _problems(store, data)))
    return found


def _problems(store: GitStore, data: Path) -> tuple[str, ...]:
    """What is damaged, in git's words.

    Git 2.39 lists the objects first and reads the branches then: what people wrote in between looks as if it
    were missing. Only what is found while no branch moves counts.
    """
    found = store.check()
    if found:
        with refs_at_rest(data):
            found = store.check()
    return tuple(found)


@contextmanager
def upkeep(data: Path) -> Iterator[None]:
    """Be the only one to pack or to copy; `Unavailable` at once where another is at it."""
    with exclusive_lock(data / MAINTENANCE) as got:
        if not got:
            raise Unavailable(Reason.UPKEEP_BUSY)
        yield


@contextmanager
def refs_at_rest(data: Path) -> Iterator[None]:
    """No branch moves and no event is marked while the block lasts. People go on: what they do waits."""
    with exclusive_lock(data / FOLLOW_UP, PATIENCE_SECONDS) as got:
        if not got:
            raise Unavailable(Reason.FOLLOW_UP_BUSY)
        yield
