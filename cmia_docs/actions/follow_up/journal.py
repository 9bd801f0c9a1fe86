"""The journal: every event as a commit on one branch, each on top of the one before.

The commit's message is the event as JSON with trailers. Its tree is empty, unless the event is too long for
a message: then it is in a file. To change an event is to change the ids of all commits after it. `flask
rebuild` makes the database from the journal.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.revisions import SERVICE_EMAIL, SERVICE_NAME
from cmia_docs.errors import Damaged, NotFound
from cmia_docs.models import Event
from cmia_docs.reasons.operation import JournalNoEvent, JournalUnreadable
from cmia_docs.rules.payload import common_value
from cmia_docs.rules.stored_words import JOURNAL_KEYS, STAGE_TRAILER
from cmia_docs.stores.git.store import CommitInfo, CommitSpec, GitStore, Signature

JOURNAL = "refs/heads/journal"
FILE = "event.json"
_LONGEST_MESSAGE = 50_000
"""Characters of an event that fit into a message; special opinions of ten states may be longer."""
# JSON may contain these; a commit's message may not.
_NOT_IN_MESSAGES = re.compile("[\x7f-\x9f\ud800-\udfff]")
_COLUMNS = (
    "id",
    "kind",
    "actor_id",
    "actor_name",
    "actor_email",
    "on_behalf_of",
    "document_id",
    "revision_id",
    "stage",
    "request_id",
    "data",
)


def commit_of(event: Event, parent: str | None) -> CommitSpec:
    """The journal's commit of an event: the same event on the same parent gives the same id."""
    content: dict[str, Any] = {_key(name): getattr(event, name) for name in _COLUMNS}
    content["at"] = event.at.isoformat()
    written = _json(content)
    where = "" if event.document_id is None else f" document {event.document_id}"
    fits = len(written) <= _LONGEST_MESSAGE
    return CommitSpec(
        files={} if fits else {FILE: written.encode()},
        parents=() if parent is None else (parent,),
        author=Signature(event.actor_name or SERVICE_NAME, event.actor_email or SERVICE_EMAIL, event.at),
        committer=Signature(SERVICE_NAME, SERVICE_EMAIL, event.at),
        message=f"{event.kind}{where}\n\n{written if fits else FILE}",
        trailers=_trailers(event),
    )


def repair_head(db: Session, store: GitStore) -> bool:
    """Write the newest commit again from its event, where it is damaged or lost; whether that was needed.

    Without it no commit could follow. A commit that no event of the database gives stays as it is.
    """
    head = store.ref(JOURNAL)
    event = db.scalar(select(Event).where(Event.journal_commit == head)) if head else None
    if event is None or _is_whole(store, event):
        return False
    before = select(Event.journal_commit).where(Event.id < event.id, Event.journal_commit.is_not(None))
    commit = commit_of(event, db.scalar(before.order_by(Event.id.desc()).limit(1)))
    return store.commit_id(commit) == head == store.write_commit(commit)


def _is_whole(store: GitStore, event: Event) -> bool:
    try:
        return store.commit_info(event.journal_commit or "").id == event.journal_commit
    except (Damaged, NotFound):
        return False


def event_id_of(commit: CommitInfo) -> int:
    """Which event a journal or register commit records."""
    for key, value in commit.trailers:
        if key == "Event":
            return int(value)
    raise Damaged(JournalNoEvent(commit.id))


def event_of(store: GitStore, commit: CommitInfo) -> Event:
    """The event a journal commit records, as it was; `Damaged` where it cannot be read."""
    _, _, body = commit.message.partition("\n\n")
    if body == FILE:
        body = store.read(commit.id, FILE).decode("utf-8", "replace")
    try:
        content = json.loads(body)
        at = datetime.fromisoformat(content.pop("at"))
        return Event(at=at, **{name: content[_key(name)] for name in _COLUMNS})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(JournalUnreadable(commit.id)) from error


def _key(column: str) -> str:
    return JOURNAL_KEYS.get(column, column)


def _json(content: dict[str, Any]) -> str:
    written = json.dumps(content, ensure_ascii=False, indent=1)
    return _NOT_IN_MESSAGES.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _trailers(event: Event) -> tuple[tuple[str, str], ...]:
    trailers = [("Event", str(event.id)), ("Kind", event.kind), ("Actor", str(event.actor_id))]
    optional = {
        "On-Behalf-Of": event.on_behalf_of,
        "Document": event.document_id,
        "Revision": event.revision_id,
        "Commit": common_value(event.data, "commit"),
        "Text-Sum": common_value(event.data, "text_sum"),
        STAGE_TRAILER: event.stage,
        "Request-Id": event.request_id,
    }
    trailers += [(key, str(value)) for key, value in optional.items() if value]
    return tuple(trailers)
