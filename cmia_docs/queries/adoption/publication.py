"""What the public register holds of an act: its texts, `document.json`, and `act.json`, made from its events.

Everything follows from the events up to one of them. So a lost commit is made again with the same id, and
`flask verify` knows what the register has to contain now.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Act, CouncilSession, Document, Event, Revision
from cmia_docs.queries.document.description import description_in
from cmia_docs.queries.document.texts import path_of, sources_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.adoption_payloads import AdoptionConfirmed, AdoptionProposed, EnteredIntoForce, LaterAct
from cmia_docs.rules.json_form import plain
from cmia_docs.rules.stored_words import REGISTER_KEYS
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import GitStore

CHANGES_STATUS = (Action.ENTER_INTO_FORCE, Action.AMEND, Action.SUPERSEDE, Action.REPEAL)
PUBLISHED_BY = (Action.CONFIRM_ADOPTION, *CHANGES_STATUS)
"""The events that the register shows, each with one commit."""


def entry_path(slug: str) -> str:
    """The path of an act's entry in the register."""
    return f"{slug}/act.json"


SUMS_PATH = "SHA256SUMS"
"""The path of the sums of all texts in the register, in the format of `sha256sum --check`."""


def sums_file(db: Session, up_to: int | None = None) -> bytes:
    """`SHA256SUMS` of the register; `up_to` is the id of the last event that counts."""
    query = (
        select(Document.slug, Revision.sums)
        .join(Act, Act.document_id == Document.id)
        .join(Revision, Revision.id == Act.revision_id)
    )
    if up_to is not None:
        query = query.where(Act.id <= up_to)
    rows = [(path_of(slug, code), value) for slug, sums in db.execute(query) for code, value in sums.items()]
    return "".join(f"{value}  {path}\n" for path, value in sorted(rows)).encode()


def published_files(
    db: Session, drafts: GitStore, document: Document, up_to: int | None = None
) -> dict[str, bytes]:
    """All files of an act in the register, by path; `up_to` is the id of the last event that counts.

    `NotFound` for a document that was not adopted by then, `Damaged` where a text is not what was adopted.
    """
    events = _events(db, document.id, up_to)
    revision = db.get_one(Revision, events[0].revision_id)
    sources = sources_of(drafts, document.slug, revision)
    files = {path_of(document.slug, language): source.encode() for language, source in sources.items()}
    description = f"{document.slug}/document.json"
    files[description] = drafts.read(revision.commit, description)
    files[entry_path(document.slug)] = _entry(db, events, revision)
    return files


def entry_json(db: Session, document_id: int, up_to: int | None = None) -> bytes:
    """`act.json` of an act: exactly the bytes in the register. `NotFound` before its adoption."""
    events = _events(db, document_id, up_to)
    return _entry(db, events, db.get_one(Revision, events[0].revision_id))


def _events(db: Session, document_id: int, up_to: int | None) -> list[Event]:
    query = select(Event).where(Event.document_id == document_id, Event.kind.in_(PUBLISHED_BY))
    if up_to is not None:
        query = query.where(Event.id <= up_to)
    events = list(db.scalars(query.order_by(Event.id)))
    if not events:
        raise NotFound(Reason.REGISTER_UNKNOWN)
    return events


def _entry(db: Session, events: list[Event], revision: Revision) -> bytes:
    adoption, *later = events
    content = _adopted(db, adoption, revision)
    for event in later:
        content[REGISTER_KEYS["stage"]] = event.stage
        if event.kind == Action.ENTER_INTO_FORCE:
            content["in_force_from"] = plain(EnteredIntoForce.from_json(event.data).on)
        else:
            content["relations"].append(_relation(db, event))
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _adopted(db: Session, event: Event, revision: Revision) -> dict[str, Any]:
    confirmed = AdoptionConfirmed.from_json(event.data)
    return {
        "titles": plain(description_in(db, revision.id).titles),
        REGISTER_KEYS["act_type"]: confirmed.act_type,
        "number": confirmed.number,
        "adopted_on": plain(confirmed.adopted_on),
        REGISTER_KEYS["cities"]: plain(confirmed.cities),
        "body": plain(confirmed.body),
        "session": _session(db, confirmed.adoption_proposal_id),
        "signatories": plain(confirmed.signatories),
        "confirmed": {"by": event.actor_name, "at": event.at.isoformat()},
        REGISTER_KEYS["stage"]: event.stage,
        "in_force_from": None,
        "relations": [],
        "revision": {"commit": revision.commit, "sums": revision.sums, "text_sum": revision.text_sum},
    }


def _session(db: Session, adoption_proposal_id: int) -> dict[str, Any] | None:
    """The session that the act was tabled for."""
    proposed = AdoptionProposed.from_json(db.get_one(Event, adoption_proposal_id).data)
    if proposed.session_id is None:
        return None
    session = db.get_one(CouncilSession, proposed.session_id)
    return {
        "begins_on": plain(session.begins_on),
        "ends_on": plain(session.ends_on),
        REGISTER_KEYS["cities"]: session.cities,
    }


def _relation(db: Session, event: Event) -> dict[str, Any]:
    later = LaterAct.from_json(event.data)
    relation = {"kind": event.kind, "on": plain(later.on), "reason": later.reason, "act": None}
    if later.other_act_id is not None:
        query = select(Act.number, Document.slug).join(Document, Act.document_id == Document.id)
        number, slug = db.execute(query.where(Act.id == later.other_act_id)).one()
        relation["act"] = {"number": number, "slug": slug}
    return relation
