"""Whether database, repositories and indexes agree: every difference is reported, none repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.journal import JOURNAL, commit_of, event_of
from cmia_docs.actions.follow_up.worker import branch_of
from cmia_docs.actions.operation.differences import Difference
from cmia_docs.actions.operation.verify_index import index_differences
from cmia_docs.actions.operation.verify_register import register_differences
from cmia_docs.actions.operation.verify_rows import row_differences
from cmia_docs.actions.services import Services
from cmia_docs.errors import Refused
from cmia_docs.models import Document, Event, Revision
from cmia_docs.queries.document.texts import sources_of

__all__ = ["Difference", "verify"]


def verify(
    services: Services,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    indexes: bool = True,
) -> list[Difference]:
    """Compare events with the journal and with their rows, revisions with files, acts with the register.

    Events that wait for the follow-up are differences too: run `flask follow-up` first. A backup has no
    indexes: then `indexes` is false.
    """
    differences: list[Difference] = []
    with services.readers() as db:
        differences += _journal(db, services)
        differences += row_differences(db)
        documents = list(db.scalars(select(Document).order_by(Document.id)))
        for done, document in enumerate(documents, 1):
            differences += _document(db, services, document)
            progress(done, len(documents))
        differences += _branches(services, documents)
        differences += register_differences(db, services)
        if indexes:
            differences += index_differences(db, services)
    differences += [Difference("repository", problem) for problem in services.drafts.check(contents=True)]
    differences += [
        Difference("register.repository", problem) for problem in services.register.check(contents=True)
    ]
    return differences


def _journal(db: Session, services: Services) -> Iterator[Difference]:
    head = services.drafts.ref(JOURNAL)
    recorded: dict[int, str] = {}
    try:
        commits = [] if head is None else services.drafts.log(head)
    except Refused as error:
        yield Difference(error.code, "journal")
        return
    for commit in reversed(commits):
        try:
            event = event_of(services.drafts, commit)
        except Refused as error:
            yield Difference(error.code, f"journal, commit {commit.id}")
            continue
        if event.id in recorded:
            yield Difference("journal.event_doubled", f"event {event.id}")
        recorded[event.id] = commit.id
        stored = db.get(Event, event.id)
        if stored is None:
            yield Difference("journal.event_not_in_database", f"event {event.id}")
        elif commit_of(stored, None) != commit_of(event, None):
            yield Difference("journal.event_differs", f"event {event.id}")
    for event_id, journal_commit in db.execute(select(Event.id, Event.journal_commit)):
        if event_id not in recorded:
            yield Difference("journal.event_missing", f"event {event_id}")
        elif recorded[event_id] != journal_commit:
            yield Difference("journal.commit_differs", f"event {event_id}")


def _document(db: Session, services: Services, document: Document) -> Iterator[Difference]:
    revisions = db.scalars(
        select(Revision).where(Revision.document_id == document.id).order_by(Revision.number)
    ).all()
    parent: str | None = None
    for revision in revisions:
        where = f"document {document.id}, revision {revision.number}"
        if revision.parent != parent:
            yield Difference("revision.parent_differs", where)
        parent = revision.commit
        try:
            sources_of(services.drafts, document.slug, revision)
        except Refused as error:
            yield Difference(error.code, where)
    if services.drafts.ref(branch_of(document.id)) != parent:
        yield Difference("branch.differs", f"document {document.id}")


def _branches(services: Services, documents: list[Document]) -> Iterator[Difference]:
    known = {JOURNAL, *(branch_of(document.id) for document in documents)}
    for name in services.drafts.refs("refs/"):
        if name not in known:
            yield Difference("branch.unknown", name)
