"""Whether the register's repository has all adopted acts and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.publishing import MAIN, published_commit, tag_note, tag_of
from cmia_docs.actions.follow_up.register_readme import README_PATH
from cmia_docs.actions.operation.differences import Difference
from cmia_docs.actions.services import Services
from cmia_docs.errors import Refused
from cmia_docs.models import Act, Document, Event
from cmia_docs.queries.adoption.publication import PUBLISHED_BY, SUMS_PATH, published_files, sums_file
from cmia_docs.stores.git.store import CommitInfo, GitStore


def register_differences(db: Session, services: Services) -> Iterator[Difference]:
    """Compare files with those that the events give, the history with the events, tags with the acts."""
    register = services.register
    head = register.ref(MAIN)
    query = select(Act, Document).join(Document, Act.document_id == Document.id).order_by(Act.id)
    acts = [(act, document) for act, document in db.execute(query)]
    yield from _refs(register, [document for _, document in acts])
    try:
        held = {} if head is None else register.files(head)
        if head is not None:
            yield from _history(db, services, head)
    except Refused as error:
        yield Difference(error.code, "register")
        return
    for act, document in acts:
        yield from _tag(db, register, act, document)
        yield from _files(db, services, head, act, document, held)
    if acts:
        yield from _file(register, head, held, SUMS_PATH, sums_file(db))
    folders = {document.slug for _, document in acts}
    for path in held:
        # README.md has the words of the product's version that published last.
        if path.partition("/")[0] not in folders and path not in (README_PATH, SUMS_PATH):
            yield Difference("register.unknown_file", path)


def _refs(register: GitStore, documents: list[Document]) -> Iterator[Difference]:
    known = {MAIN, *map(tag_of, documents)}
    for name in register.refs("refs/"):
        if name not in known:
            yield Difference("register.unknown_ref", name)


def _files(
    db: Session,
    services: Services,
    head: str | None,
    act: Act,
    document: Document,
    held: dict[str, str],
) -> Iterator[Difference]:
    try:
        expected = published_files(db, services.drafts, document)
        for path, content in expected.items():
            yield from _file(services.register, head, held, path, content)
    except Refused as error:
        yield Difference(error.code, f"act {act.number}")
        return
    for path in held:
        if path.startswith(f"{document.slug}/") and path not in expected:
            yield Difference("register.unknown_file", path)


def _file(
    register: GitStore, head: str | None, held: dict[str, str], path: str, content: bytes
) -> Iterator[Difference]:
    if head is None or path not in held:
        yield Difference("register.file_missing", path)
    elif register.read(head, path) != content:
        yield Difference("register.file_differs", path)


def _tag(db: Session, register: GitStore, act: Act, document: Document) -> Iterator[Difference]:
    tag = register.ref(tag_of(document))
    if tag is None:
        yield Difference("register.tag_missing", f"act {act.number}")
        return
    try:
        marked = register.commit_info(tag)
        made = register.tag_id(document.slug, marked.id, *tag_note(db.get_one(Event, act.id)))
    except Refused as error:
        yield Difference(error.code, f"tag of act {act.number}")
        return
    if tag != made or marked.trailer("Event") != str(act.id):
        yield Difference("register.tag_differs", f"act {act.number}")


def _history(db: Session, services: Services, head: str) -> Iterator[Difference]:
    """One commit for each published event, exactly as the event gives it, and no other."""
    commits = services.register.log(head)
    shown = Counter(commit.trailer("Event") for commit in commits)
    events = db.scalars(select(Event).where(Event.kind.in_(PUBLISHED_BY)).order_by(Event.id)).all()
    for event in events:
        if shown.pop(str(event.id), 0) != 1:
            yield Difference("register.history_differs", f"event {event.id}")
    yield from (Difference("register.unknown_commit", f"event {event_id}") for event_id in shown)
    by_id = {str(event.id): event for event in events}
    for commit in reversed(commits):
        made_by = by_id.get(commit.trailer("Event") or "")
        if made_by is not None and not _is_of(db, services, commit, made_by):
            yield Difference("register.commit_differs", f"event {made_by.id}")


def _is_of(db: Session, services: Services, commit: CommitInfo, event: Event) -> bool:
    """Whether a commit is what the event gives on top of its parent, with all its files."""
    parent = next(iter(commit.parents), None)
    if README_PATH not in services.register.files(commit.id):
        return False
    try:
        # README.md has the words of the product's version that published.
        readme = services.register.read(commit.id, README_PATH)
        made = published_commit(db, services.drafts, event, parent, readme)
    except Refused:
        return True  # its text cannot be read: that is reported of the act
    return services.register.commit_id(made) == commit.id
