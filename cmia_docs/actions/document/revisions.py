"""Saving: a new revision on top of the one that the drafter saw, or a refusal that shows what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    ActionInput,
    check,
    check_seen,
    current_revision,
    load_for_update,
    perform,
    read_document,
)
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.models import Document, Event, Revision
from cmia_docs.queries.document.texts import path_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import TextTooLarge, TextTooManyUnits
from cmia_docs.rules import fields
from cmia_docs.rules.description import Description
from cmia_docs.rules.document_payloads import Saved
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import CommitSpec, Signature
from cmia_docs.text.format.file_format import write
from cmia_docs.text.model import Text
from cmia_docs.text.sums import sums_of, text_sum

LARGEST_TEXT = 2_000_000
"""Bytes of one language version. The longest codes of the region have about 1.1 MB."""
MOST_UNITS = 10_000
"""Units of one language version. The longest codes of the region have about 6,000."""

SERVICE_NAME, SERVICE_EMAIL = "CMIA Docs", "service@cmia-docs.invalid"


def save(
    work: Work,
    document_id: int,
    *,
    seen: int,
    texts: Mapping[str, Text],
    message: str,
    description: Description | None = None,
) -> Revision:
    """Save the texts as the next revision.

    `seen` is the id of the revision that the drafter started from: where another was saved since,
    `StaleRevision` with `current`, and nothing is written. Texts that change nothing are refused.
    """
    work.lock(document_id)
    document = read_document(work, document_id)
    check_seen(document, seen)
    check(work.reads, work, document, Action.SAVE, ActionInput())
    described = description or document.description
    parent = current_revision(work.reads, document)
    files = _files(described, texts)
    same_words = parent.sums == sums_of(files)
    if same_words and described == document.description:
        raise Invalid(Reason.REVISION_UNCHANGED)
    written = _write(work, document, described, files, message, parent)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    event = perform(work, document, written)
    return work.db.get_one(Revision, event.id)


def first_revision(
    work: Work, document: Document, description: Description, texts: Mapping[str, Text], message: str
) -> Revision:
    """The first revision of a document, saved in the transaction that creates it."""
    files = _files(description, texts)
    written = _write(work, document, description, files, message, None)
    event = work.record(written, document_id=document.id, stage=document.stage)
    return work.db.get_one(Revision, event.id)


def _files(description: Description, texts: Mapping[str, Text]) -> dict[str, str]:
    if set(texts) != set(description.languages):
        raise Invalid(Reason.REVISION_LANGUAGES)
    return {language: source_of(texts[language]) for language in description.languages}


def source_of(text: Text) -> str:
    """The file of a text. Refuses with TooLarge `text.too_large`, `text.too_many_units`."""
    source = write(text)
    if len(source.encode()) > LARGEST_TEXT:
        raise TooLarge(TextTooLarge(LARGEST_TEXT))
    if len(text.units) > MOST_UNITS:
        raise TooLarge(TextTooManyUnits(MOST_UNITS))
    return source


def _write(
    work: Work,
    document: Document,
    description: Description,
    files: Mapping[str, str],
    message: str,
    parent: Revision | None,
) -> Saved:
    """Write the git objects durably, with no ref to them yet; the payload of the event that saves them."""
    message = fields.line(message, "message", longest=500)
    number = 1 if parent is None else parent.number + 1
    sums = sums_of(files)
    blobs = {path_of(document.slug, language): source.encode() for language, source in files.items()}
    blobs[f"{document.slug}/document.json"] = document_json(description)
    commit = work.services.drafts.write_commit(
        CommitSpec(
            files=blobs,
            parents=() if parent is None else (parent.commit,),
            author=Signature(work.actor.name, work.actor.email, work.now),
            committer=Signature(SERVICE_NAME, SERVICE_EMAIL, work.now),
            message=message,
            trailers=(
                ("Document", str(document.id)),
                ("Kind", Action.SAVE.value),
                ("Revision", str(number)),
                ("Actor", str(work.actor.id)),
                ("Request-Id", work.request_id or "none"),
                ("State", document.stage),
            ),
        )
    )
    return Saved(
        number=number,
        commit=commit,
        parent=None if parent is None else parent.commit,
        message=message,
        sums=sums,
        text_sum=text_sum(sums),
        description=description,
    )


def document_json(description: Description) -> bytes:
    """`document.json`: the description, without the stage. Sorted keys, indented by two spaces."""
    return (json.dumps(description.to_json(), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@applies(Saved)
def _saved(db: Session, event: Event, saved: Saved) -> None:
    db.add(
        Revision(
            id=event.id,
            document_id=event.document_id,
            number=saved.number,
            commit=saved.commit,
            parent=saved.parent,
            author_id=event.actor_id,
            author_name=event.actor_name,
            message=saved.message,
            at=event.at,
            sums=dict(saved.sums),
            text_sum=saved.text_sum,
        )
    )
    db.flush()
    document = db.get_one(Document, event.document_id)
    document.current_id = event.id
    document.describe(saved.description)
