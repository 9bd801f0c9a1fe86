"""Housekeeping: the repositories stay fast to read and small to copy, while people work."""

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
"""How long maintenance and backups wait for the follow-up, which may be at a backlog or send notices."""


@dataclass(frozen=True, slots=True)
class Maintained:
    """One repository after maintenance. `problems` in git's words; none where it is sound."""

    name: str
    before: Size
    after: Size
    problems: tuple[str, ...]


def maintain(services: Services, data: Path) -> list[Maintained]:
    """Pack both repositories and check that everything that branches lead to is there.

    `Unavailable` while a backup or another maintenance runs, or where git fails; nothing is lost then.
    """
    maintained = []
    with maintenance_lock(data):
        for store in (services.drafts, services.register):
            before = store.size()
            with refs_at_rest(data):
                store.pack_refs()
            store.repack()
            maintained.append(Maintained(store.path.name, before, store.size(), _problems(store, data)))
    return maintained


def _problems(store: GitStore, data: Path) -> tuple[str, ...]:
    """What is damaged, in git's words.

    Git 2.39 lists the objects first and reads the branches afterwards: what people write in between seems to
    be missing. So problems count only if they are found while no branch moves.
    """
    problems = store.check()
    if problems:
        with refs_at_rest(data):
            problems = store.check()
    return tuple(problems)


@contextmanager
def maintenance_lock(data: Path) -> Iterator[None]:
    """Let no other process pack or copy during the block; `Unavailable` at once where another does."""
    with exclusive_lock(data / MAINTENANCE) as got:
        if not got:
            raise Unavailable(Reason.MAINTENANCE_BUSY)
        yield


@contextmanager
def refs_at_rest(data: Path) -> Iterator[None]:
    """No branch moves and no event is marked during the block. People work on; the follow-up waits."""
    with exclusive_lock(data / FOLLOW_UP, PATIENCE_SECONDS) as got:
        if not got:
            raise Unavailable(Reason.FOLLOW_UP_BUSY)
        yield
