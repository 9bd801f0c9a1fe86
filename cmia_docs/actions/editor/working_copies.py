"""What all actions on a working copy need: who may write, whether it is the one that was shown, storing."""

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
from cmia_docs.text.model import Text, Texts


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed: a revision, and the version of the working copy on it (0: there is none yet)."""

    base: int
    version: int


@dataclass(frozen=True, slots=True)
class CopyUpdate:
    """The working copy after an action, and why some input was not stored, by language and unit id."""

    seen: Seen
    refused: Mapping[tuple[str, str], Invalid] = field(default_factory=dict)


def writable(work: Work, document_id: int) -> Document:
    """The document, for a person who may write it in some stage.

    What somebody types is stored even if the document was submitted meanwhile; only saving a revision checks
    the stage. `NotFound` and `NotAllowed` as for every action.
    """
    document = read_document(work, document_id)
    if work.actor.id is None or not may(work.actor, Action.SAVE, work.rights_subject(work.reads, document)):
        raise NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)
    return document


def seen_texts(work: Work, document: Document, seen: Seen) -> dict[str, Text]:
    """The texts that the page showed. `StaleRevision` where another window has changed them."""
    copy = working_copy_of(work.reads, document.id, work.actor.id)
    if copy is None and seen.version == 0:
        revision = work.reads.get(Revision, seen.base)
        if revision is None or revision.document_id != document.id:
            raise NotFound(Reason.REVISION_UNKNOWN)
        return base_texts(work.services.drafts, document, revision)
    return copy_texts(_same(copy, seen))


def store(work: Work, document: Document, seen: Seen, base: int, texts: Texts) -> Seen:
    """Store these texts in the working copy that the page showed; what the next page shows."""
    sources = {language: source_of(text) for language, text in texts.items()}
    load_for_update(work, document.id)
    copy = working_copy_of(work.db, document.id, work.actor.id)
    if copy is None and seen.version == 0:
        copy = WorkingCopy(document_id=document.id, person_id=work.actor.id)
        work.db.add(copy)
    else:
        copy = _same(copy, seen)
    copy.base_id, copy.texts, copy.changed_at = base, sources, work.now
    work.db.flush()
    return Seen(base, copy.version)


def end(work: Work, document: Document, seen: Seen) -> None:
    """Delete the working copy, if it still is the one that the page showed."""
    load_for_update(work, document.id)
    work.db.delete(_same(working_copy_of(work.db, document.id, work.actor.id), seen))


def _same(copy: WorkingCopy | None, seen: Seen) -> WorkingCopy:
    if copy is None or (copy.base_id, copy.version) != (seen.base, seen.version):
        raise StaleRevision(Reason.WORKING_COPY_OTHER_WINDOW)
    return copy
