"""The public register as a git repository: one commit an adoption or change of standing, one tag an act."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from cmia_docs.actions.journal import event_id_of
from cmia_docs.actions.revisions import SERVICE_EMAIL, SERVICE_NAME
from cmia_docs.actions.standing import LATER_ACTS
from cmia_docs.models import Document, Event, Revision
from cmia_docs.queries.texts import path_of, sources_of
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git_store import CommitSpec, GitStore, Signature

MAIN = "refs/heads/main"
_STANDING = (Action.ENTER_INTO_FORCE, *LATER_ACTS)
_LOOK_BACK = 2_000
"""Commits searched for an event that a crash may have left published but not marked."""


def publish(session: Session, drafts: GitStore, register: GitStore, event: Event) -> None:
    """Bring the register up to an event; does nothing for events it does not show, or shows already."""
    if event.kind not in (Action.CONFIRM_ADOPTION, *_STANDING):
        return
    document = session.get_one(Document, event.document_id)
    head = register.ref(MAIN)
    published = _published(register, head, event.id)
    if published is None:
        files = _files(session, drafts, register, head, document, event)
        published = register.write_commit(_spec(document, event, files, head))
        register.move_ref(MAIN, published, head)
    if event.kind == Action.CONFIRM_ADOPTION:
        signature = Signature(SERVICE_NAME, SERVICE_EMAIL, event.at)
        number, day = event.data["number"], event.data["adopted_on"]
        register.create_tag(document.slug, published, f"{number}, {day}", signature)


def _published(register: GitStore, head: str | None, event_id: int) -> str | None:
    if head is None:
        return None
    found = (c.id for c in register.log(head, limit=_LOOK_BACK) if event_id_of(c) == event_id)
    return next(found, None)


def _files(
    session: Session,
    drafts: GitStore,
    register: GitStore,
    head: str | None,
    document: Document,
    event: Event,
) -> dict[str, bytes]:
    entry = f"{document.slug}/act.json"
    if event.kind != Action.CONFIRM_ADOPTION and head is not None:
        content = json.loads(register.read(head, entry))
        return {entry: _json(_with_standing(content, event))}
    revision = session.get_one(Revision, event.revision_id)
    files = {
        path_of(document.slug, language): source.encode()
        for language, source in sources_of(drafts, document.slug, revision).items()
    }
    described = f"{document.slug}/document.json"
    files[described] = drafts.read(revision.commit, described)
    files[entry] = _json(_adopted(event, revision))
    return files


def _adopted(event: Event, revision: Revision) -> dict[str, Any]:
    data = event.data
    return {
        "type": data["act_type"],
        "number": data["number"],
        "adopted_on": data["adopted_on"],
        "places": data["places"],
        "body": data["body"],
        "signatories": data["signatories"],
        "status": event.state,
        "in_force_from": None,
        "relations": [],
        "revision": {"commit": revision.commit, "sums": revision.sums, "text_sum": revision.text_sum},
    }


def _with_standing(content: dict[str, Any], event: Event) -> dict[str, Any]:
    content["status"] = event.state
    if event.kind == Action.ENTER_INTO_FORCE:
        content["in_force_from"] = event.data["on"]
    else:
        relation = {"kind": event.kind, "on": event.data["on"], "by": event.data["reason"]}
        content["relations"].append(relation)
    return content


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _spec(document: Document, event: Event, files: dict[str, bytes], head: str | None) -> CommitSpec:
    # The public history names no drafter: author and committer are the service.
    service = Signature(SERVICE_NAME, SERVICE_EMAIL, event.at)
    title = next(iter(document.titles.values()))
    trailers = [("Event", str(event.id)), ("Kind", event.kind), ("State", event.state)]
    if "commit" in event.data:
        trailers += [("Revision", event.data["commit"]), ("Text-Sum", event.data["text_sum"])]
    return CommitSpec(
        files=files,
        base=head,
        parents=() if head is None else (head,),
        author=service,
        committer=service,
        message=f"{event.kind}: {title}",
        trailers=tuple(trailers),
    )
