"""Whether database, repositories and index say the same: every difference in words, none repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up import branch_of
from cmia_docs.actions.journal import JOURNAL, commit_of, event_of
from cmia_docs.actions.publishing import MAIN
from cmia_docs.actions.work import Services
from cmia_docs.errors import Refused
from cmia_docs.models import Act, Document, Event, Position, Revision
from cmia_docs.queries.texts import path_of, sources_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree: a stable code, and what it is about."""

    code: str
    about: str


def verify(
    services: Services, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[Difference]:
    """Compare events with the journal, revisions with their files, acts with the register.

    Events that wait for the follow-up are differences too: run `flask follow-up` first.
    """
    with services.readers() as session:
        found = list(_journal(session, services))
        documents = list(session.scalars(select(Document).order_by(Document.id)))
        for done, document in enumerate(documents, 1):
            found += _document(session, services, document)
            progress(done, len(documents))
        found += _register(session, services)
        found += _positions(session)
    found += [Difference("repository", problem) for problem in services.drafts.check()]
    found += [Difference("register.repository", problem) for problem in services.register.check()]
    for name, index in (("adopted", services.adopted_index), ("drafts", services.drafts_index)):
        health = index.health()
        if not health.ok:
            found.append(Difference("index", f"{name}: {health.message}"))
    return found


def _journal(session: Session, services: Services) -> Iterator[Difference]:
    head = services.drafts.ref(JOURNAL)
    commits = [] if head is None else services.drafts.log(head)
    recorded: dict[int, str] = {}
    for commit in reversed(commits):
        try:
            event = event_of(commit)
        except Refused as error:
            yield Difference(error.reason, commit.id)
            continue
        recorded[event.id] = commit.id
        stored = session.get(Event, event.id)
        parent = commit.parents[0] if commit.parents else None
        if stored is None:
            yield Difference("journal.event_not_in_database", f"event {event.id}")
        elif _specification(stored, parent) != _specification(event, parent):
            yield Difference("journal.event_differs", f"event {event.id}")
    for event_id, journal_commit in session.execute(select(Event.id, Event.journal_commit)):
        if event_id not in recorded:
            yield Difference("journal.event_missing", f"event {event_id}")
        elif recorded[event_id] != journal_commit:
            yield Difference("journal.commit_differs", f"event {event_id}")


def _specification(event: Event, parent: str | None) -> object:
    return commit_of(event, parent)


def _document(session: Session, services: Services, document: Document) -> Iterator[Difference]:
    revisions = session.scalars(
        select(Revision).where(Revision.document_id == document.id).order_by(Revision.number)
    ).all()
    parent: str | None = None
    for revision in revisions:
        about = f"document {document.id}, revision {revision.number}"
        if revision.parent != parent:
            yield Difference("revision.parent_differs", about)
        parent = revision.commit
        try:
            sources_of(services.drafts, document.slug, revision)
        except Refused as error:
            yield Difference(error.reason, about)
    if services.drafts.ref(branch_of(document.id)) != parent:
        yield Difference("branch.differs", f"document {document.id}")


def _register(session: Session, services: Services) -> Iterator[Difference]:
    head = services.register.ref(MAIN)
    for act, document, revision in session.execute(
        select(Act, Document, Revision)
        .join(Document, Act.document_id == Document.id)
        .join(Revision, Act.revision_id == Revision.id)
    ):
        about = f"act {act.number}"
        if head is None or services.register.ref(f"refs/tags/{document.slug}") is None:
            yield Difference("register.act_missing", about)
            continue
        try:
            for language, source in sources_of(services.drafts, document.slug, revision).items():
                if services.register.read(head, path_of(document.slug, language)) != source.encode():
                    yield Difference("register.text_differs", f"{about}, {language}")
        except Refused as error:
            yield Difference(error.reason, about)


def _positions(session: Session) -> Iterator[Difference]:
    query = select(Position, Revision).join(Revision, Position.revision_id == Revision.id)
    for position, revision in session.execute(query):
        if (position.commit, position.text_sum) != (revision.commit, revision.text_sum):
            yield Difference("position.other_text", f"position {position.id}")
