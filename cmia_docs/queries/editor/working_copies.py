"""What the editor opens: a person's working copy, or the revision that one would start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Document, Revision, WorkingCopy
from cmia_docs.queries.document.texts import parsed, texts_of
from cmia_docs.reasons import Reason
from cmia_docs.stores.git.store import GitStore
from cmia_docs.text.edit.all_languages import with_valid_ids
from cmia_docs.text.model import Text


@dataclass(frozen=True, slots=True)
class EditorState:
    """What the editor shows one person: the texts, and the revision and working copy that they come from."""

    base: Revision
    copy: WorkingCopy | None
    texts: Mapping[str, Text]

    @property
    def version(self) -> int:
        """The working copy's version; 0 while nothing has been typed."""
        return 0 if self.copy is None else self.copy.version


def working_copy_of(db: Session, document_id: int, person_id: int | None) -> WorkingCopy | None:
    """What the person has typed and not saved, if anything."""
    return db.scalar(
        select(WorkingCopy).where(WorkingCopy.document_id == document_id, WorkingCopy.person_id == person_id)
    )


def editor_state(db: Session, store: GitStore, document: Document, person_id: int | None) -> EditorState:
    """The person's working copy, else the current revision. Every unit of the texts has its own id."""
    copy = working_copy_of(db, document.id, person_id)
    base = db.get_one(Revision, document.current_id if copy is None else copy.base_id)
    return EditorState(base, copy, base_texts(store, document, base) if copy is None else copy_texts(copy))


def copy_texts(copy: WorkingCopy) -> dict[str, Text]:
    """The texts of a working copy by language."""
    return {language: parsed(source, language) for language, source in copy.texts.items()}


def base_texts(store: GitStore, document: Document, revision: Revision) -> dict[str, Text]:
    """The texts a working copy on this revision starts from; `Damaged` as for any reader."""
    return with_valid_ids(texts_of(store, document.slug, revision))


def revision_of(db: Session, document_id: int, number: int) -> Revision:
    """The document's revision with this number. `NotFound` where there is none."""
    revision = db.scalar(
        select(Revision).where(Revision.document_id == document_id, Revision.number == number)
    )
    if revision is None:
        raise NotFound(Reason.REVISION_UNKNOWN)
    return revision
