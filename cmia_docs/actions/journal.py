"""The journal: every event as a commit on one branch, each on top of the one before.

The commit's message is the event as JSON with trailers; its tree is empty. Whoever rewrites an event has
to rewrite all that follow, and cannot keep their ids. `flask rebuild` reads the database back from it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from cmia_docs.actions.revisions import SERVICE_EMAIL, SERVICE_NAME
from cmia_docs.errors import Damaged
from cmia_docs.models import Event
from cmia_docs.stores.git_store import CommitInfo, CommitSpec, Signature

JOURNAL = "refs/heads/journal"
_COLUMNS = (
    "id",
    "kind",
    "actor_id",
    "actor_name",
    "actor_email",
    "on_behalf_of",
    "document_id",
    "revision_id",
    "state",
    "request_id",
    "data",
)


def commit_of(event: Event, parent: str | None) -> CommitSpec:
    """The journal's commit of an event: the same event on the same parent gives the same id."""
    content: dict[str, Any] = {name: getattr(event, name) for name in _COLUMNS}
    content["at"] = event.at.isoformat()
    where = "" if event.document_id is None else f" document {event.document_id}"
    return CommitSpec(
        files={},
        parents=() if parent is None else (parent,),
        author=Signature(event.actor_name or SERVICE_NAME, event.actor_email or SERVICE_EMAIL, event.at),
        committer=Signature(SERVICE_NAME, SERVICE_EMAIL, event.at),
        message=f"{event.kind}{where}\n\n{json.dumps(content, ensure_ascii=False, indent=1)}",
        trailers=_trailers(event),
    )


def event_id_of(commit: CommitInfo) -> int:
    """Which event a journal or register commit records."""
    for key, value in commit.trailers:
        if key == "Event":
            return int(value)
    raise Damaged("journal.no_event", commit=commit.id)


def event_of(commit: CommitInfo) -> Event:
    """The event a journal commit records, as it was; `Damaged` where it cannot be read."""
    _, _, body = commit.message.partition("\n\n")
    try:
        content = json.loads(body)
        at = datetime.fromisoformat(content.pop("at"))
        return Event(at=at, **{name: content[name] for name in _COLUMNS})
    except (ValueError, KeyError) as error:
        raise Damaged("journal.unreadable", commit=commit.id) from error


def _trailers(event: Event) -> tuple[tuple[str, str], ...]:
    trailers = [("Event", str(event.id)), ("Kind", event.kind), ("Actor", str(event.actor_id))]
    optional = {
        "On-Behalf-Of": event.on_behalf_of,
        "Document": event.document_id,
        "Revision": event.revision_id,
        "Commit": event.data.get("commit"),
        "Text-Sum": event.data.get("text_sum"),
        "State": event.state,
        "Request-Id": event.request_id,
    }
    trailers += [(key, str(value)) for key, value in optional.items() if value]
    return tuple(trailers)
