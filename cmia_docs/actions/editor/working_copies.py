"""What all acts on a working copy share: whose it is, whether it is the one the page showed, its storing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cmia_docs.actions.document.revisions import source_of
from cmia_docs.actions.document.transition import load_for_update, read_document
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, StaleRevision
from cmia_docs.models import Document, Revision, WorkingCopy
from cmia_docs.queries.editor.working_copies import base_texts, copy_texts, working_copy_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import may
from cmia_docs.rules.workflow import Action
from cmia_docs.text.model import Text

Texts = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page was made from: a revision, and the version of the working copy on it (0: none yet)."""

    base: int
    version: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The working copy after an act, and what of the typed words could not be kept, by language and unit."""

    seen: Seen
    refused: Mapping[tuple[str, str], Invalid] = field(default_factory=dict)


def writable(work: Work, document_id: int) -> Document:
    """The document, for a person who may write it in some state.

    What somebody typed while it was handed over is kept all the same; only saving a revision asks for the
    state. `NotFound` and `NotAllowed` as everywhere.
    """
    document = read_document(work, document_id)
    if work.actor.id is None or not may(work.actor, Action.SAVE, work.rights_subject(work.reads, document)):
        raise NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)
    return document


def seen_texts(work: Work, document: Document, seen: Seen) -> dict[str, Text]:
    """The texts that the page showed. `StaleRevision` where another window has gone on with them."""
    copy = working_copy_of(work.reads, document.id, work.actor.id)
    if copy is None and seen.version == 0:
        revision = work.reads.get(Revision, seen.base)
        if revision is None or revision.document_id != document.id:
            raise NotFound(Reason.REVISION_UNKNOWN)
        return base_texts(work.services.drafts, document, revision)
    return copy_texts(_same(copy, seen))


def store(work: Work, document: Document, seen: Seen, base: int, texts: Texts) -> Seen:
    """Put these texts into the working copy that the page showed; what the next page shows."""
    sources = {language: source_of(text) for language, text in texts.items()}
    load_for_update(work, document.id)
    found = working_copy_of(work.db, document.id, work.actor.id)
    if found is None and seen.version == 0:
        copy = WorkingCopy(document_id=document.id, person_id=work.actor.id)
        work.db.add(copy)
    else:
        copy = _same(found, seen)
    copy.base_id, copy.texts, copy.changed_at = base, sources, work.now
    work.db.flush()
    return Seen(base, copy.version)


def end(work: Work, document: Document, seen: Seen) -> None:
    """Take the working copy away, if it still is the one that the page showed."""
    load_for_update(work, document.id)
    work.db.delete(_same(working_copy_of(work.db, document.id, work.actor.id), seen))


def _same(copy: WorkingCopy | None, seen: Seen) -> WorkingCopy:
    if copy is None or (copy.base_id, copy.version) != (seen.base, seen.version):
        raise StaleRevision(Reason.WORKING_COPY_OTHER_WINDOW)
    return copy
