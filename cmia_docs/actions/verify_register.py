"""Whether the register's repository holds the adopted acts, all of them and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.differences import Difference
from cmia_docs.actions.publishing import MAIN, tag_of
from cmia_docs.actions.register_readme import README_PATH
from cmia_docs.actions.work import Services
from cmia_docs.errors import Refused
from cmia_docs.models import Act, Document, Event
from cmia_docs.queries.publication import PUBLISHED_BY, SUMS_PATH, published_files, sums_file
from cmia_docs.stores.git_store import GitStore


def register_differences(session: Session, services: Services) -> Iterator[Difference]:
    """Files against what the events make of them, the history against the events, tags against the acts."""
    register = services.register
    head = register.ref(MAIN)
    query = select(Act, Document).join(Document, Act.document_id == Document.id).order_by(Act.id)
    acts = [(act, document) for act, document in session.execute(query)]
    yield from _refs(register, [document for _, document in acts])
    try:
        held = {} if head is None else register.files(head)
        if head is not None:
            yield from _history(session, register, head)
    except Refused as error:
        yield Difference(error.reason, "register")
        return
    for act, document in acts:
        yield from _tag(register, act, document)
        yield from _files(session, services, head, act, document, held)
    if acts:
        yield from _file(register, head, held, SUMS_PATH, sums_file(session))
    folders = {document.slug for _, document in acts}
    for path in held:
        # The words of the explanation are those of the product's version that published last.
        if path.partition("/")[0] not in folders and path not in (README_PATH, SUMS_PATH):
            yield Difference("register.unknown_file", path)


def _refs(register: GitStore, documents: list[Document]) -> Iterator[Difference]:
    known = {MAIN, *map(tag_of, documents)}
    for name in register.refs("refs/"):
        if name not in known:
            yield Difference("register.unknown_ref", name)


def _files(
    session: Session,
    services: Services,
    head: str | None,
    act: Act,
    document: Document,
    held: dict[str, str],
) -> Iterator[Difference]:
    try:
        expected = published_files(session, services.drafts, document)
        for path, content in expected.items():
            yield from _file(services.register, head, held, path, content)
    except Refused as error:
        yield Difference(error.reason, f"act {act.number}")
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


def _tag(register: GitStore, act: Act, document: Document) -> Iterator[Difference]:
    tag = register.ref(tag_of(document))
    if tag is None:
        yield Difference("register.tag_missing", f"act {act.number}")
        return
    try:
        marked = register.commit_info(tag).trailer("Event")
    except Refused as error:
        yield Difference(error.reason, f"tag of act {act.number}")
        return
    if marked != str(act.id):
        yield Difference("register.tag_differs", f"act {act.number}")


def _history(session: Session, register: GitStore, head: str) -> Iterator[Difference]:
    """One commit for each event that the register shows, and no other commit."""
    shown = Counter(commit.trailer("Event") for commit in register.log(head))
    query = select(Event.id).where(Event.kind.in_(PUBLISHED_BY)).order_by(Event.id)
    for event_id in map(str, session.scalars(query)):
        if shown.pop(event_id, 0) != 1:
            yield Difference("register.history_differs", f"event {event_id}")
    yield from (Difference("register.unknown_commit", f"event {event_id}") for event_id in shown)
