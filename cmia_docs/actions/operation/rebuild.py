"""The database rebuilt from the journal: documents, revisions, rounds, positions, remarks, adoptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.journal import JOURNAL, event_of
from cmia_docs.actions.projections import apply
from cmia_docs.actions.services import Services
from cmia_docs.errors import Damaged, NotPossible
from cmia_docs.models import Event
from cmia_docs.reasons import Reason
from cmia_docs.rules.document_payloads import Saved
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import CommitInfo


def rebuild(services: Services, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Fill an empty database from the repositories; how many events were read.

    Passwords, sign-ins, working copies and unsent notices are not in the journal: people have to be invited
    again. Refused on a database that has events, and where a revision's commit is missing.
    """
    head = services.drafts.ref(JOURNAL)
    if head is None:
        raise Damaged(Reason.JOURNAL_MISSING)
    with services.writers() as db, db.begin():
        if db.scalar(select(exists().where(Event.id.is_not(None)))):
            raise NotPossible(Reason.REBUILD_NOT_EMPTY)
        # The journal is in the order of processing, the ids in the order in which the events happened.
        journal = ((event_of(services.drafts, commit), commit) for commit in services.drafts.log(head))
        commits = sorted(journal, key=lambda pair: pair[0].id)
        _replay(db, services, commits, progress)
        _continue_ids(db)
    return len(commits)


def _replay(
    db: Session,
    services: Services,
    commits: Sequence[tuple[Event, CommitInfo]],
    progress: Callable[[int, int], None],
) -> None:
    for done, (event, commit) in enumerate(commits, 1):
        if event.kind == Action.SAVE:
            services.drafts.commit_info(Saved.from_json(event.data).commit)
        event.processed_at, event.journal_commit = event.at, commit.id
        replay(db, event)
        progress(done, len(commits))


def replay(db: Session, event: Event) -> None:
    """Add an event and the rows that it makes to a database that has all events before it."""
    db.add(event)
    db.flush()
    apply(db, event)
    db.flush()


def _continue_ids(db: Session) -> None:
    """PostgreSQL's sequences do not follow ids that were inserted; SQLite's do."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT setval(pg_get_serial_sequence('event', 'id'), (SELECT max(id) FROM event))"))
