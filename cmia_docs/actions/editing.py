"""The working copy: what a drafter types is kept at once, and becomes a revision when they say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.revisions import LARGEST_TEXT, Description, save
from cmia_docs.actions.transition import current_revision, load
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, StaleRevision, TooLarge
from cmia_docs.models import Document, Revision, WorkingCopy
from cmia_docs.queries.rights import subject_of
from cmia_docs.queries.texts import parsed, texts_of
from cmia_docs.rules.permissions import may
from cmia_docs.rules.workflow import Action
from cmia_docs.text.file_format import write
from cmia_docs.text.model import Text
from cmia_docs.text.operations import set_text

Typed = Mapping[str, Mapping[str, str]]
"""By language and unit id, what stands in the form's fields."""

Operation = Callable[[Text], Text]


def working_copy_of(session: Session, document_id: int, person_id: int | None) -> WorkingCopy | None:
    """What the person has typed and not saved."""
    return session.scalar(
        select(WorkingCopy).where(WorkingCopy.document_id == document_id, WorkingCopy.person_id == person_id)
    )


def keep(
    work: Work, document_id: int, *, base: int, typed: Typed, operation: Operation | None = None
) -> WorkingCopy:
    """Keep what was typed, and then change the structure in all languages alike.

    `base` is the revision the form was made from. Kept in any state of the document: what somebody typed
    while it was handed over is not lost, only not saved as a revision. Units that are not in the text are
    refused, so that nothing typed disappears.
    """
    document = load(work, document_id)
    if work.actor.id is None or not may(work.actor, Action.SAVE, subject_of(work.session, document)):
        raise NotAllowed("workflow.not_your_role", action=Action.SAVE)
    copy = working_copy_of(work.session, document.id, work.actor.id)
    if copy is not None and copy.base_id != base:
        raise StaleRevision("working_copy.other_base", current=copy.base_id)
    texts = working_texts(work.session, work, document, copy, base)
    texts = {language: _typed(text, typed.get(language, {})) for language, text in texts.items()}
    if operation is not None:
        texts = {language: operation(text) for language, text in texts.items()}
    return _store(work, document, copy, base, texts)


def save_working_copy(work: Work, document_id: int, *, seen: int, message: str) -> Revision:
    """Make the working copy the next revision; it ends with that."""
    copy = working_copy_of(work.reads, document_id, work.actor.id)
    if copy is None:
        raise Invalid("revision.unchanged")
    document = load(work, document_id, work.reads)
    texts = working_texts(work.reads, work, document, copy, copy.base_id)
    revision = save(work, document_id, seen=seen, texts=texts, message=message)
    work.session.delete(work.session.get_one(WorkingCopy, copy.id))
    return revision


def discard(work: Work, document_id: int) -> None:
    """Throw the working copy away, as the person asked."""
    copy = working_copy_of(work.session, document_id, work.actor.id)
    if copy is None:
        raise NotFound("working_copy.unknown")
    work.session.delete(copy)


def rebase(work: Work, document_id: int, texts: Mapping[str, Text]) -> WorkingCopy:
    """Put the working copy on top of the current revision, with the texts the person chose to go on with."""
    document = load(work, document_id)
    copy = working_copy_of(work.session, document_id, work.actor.id)
    if copy is None:
        raise NotFound("working_copy.unknown")
    return _store(work, document, copy, current_revision(work.session, document).id, texts)


def working_texts(
    session: Session, work: Work, document: Document, copy: WorkingCopy | None, base: int
) -> dict[str, Text]:
    """The working copy's texts, or those of the revision it would start from."""
    if copy is not None:
        return {language: parsed(source, language) for language, source in copy.texts.items()}
    revision = session.get(Revision, base)
    if revision is None or revision.document_id != document.id:
        raise NotFound("revision.unknown")
    return texts_of(work.services.drafts, document.slug, revision)


def change_description(
    work: Work, document_id: int, *, seen: int, description: Description, message: str
) -> Revision:
    """Change titles, languages or initiator: a revision of its own, since `document.json` changes.

    A language that is added starts as a copy of the working language, which the checks call untranslated.
    """
    document = load(work, document_id, work.reads)
    texts = texts_of(work.services.drafts, document.slug, current_revision(work.reads, document))
    first = next(iter(texts.values()))
    chosen = {code: texts.get(code) or Text(code, first.units) for code in description.languages}
    return save(work, document_id, seen=seen, texts=chosen, message=message, description=description)


def _typed(text: Text, fields: Mapping[str, str]) -> Text:
    known = {unit.id for unit in text.units}
    for unit_id, content in fields.items():
        if unit_id not in known:
            raise Invalid("unit.unknown", unit=unit_id)
        text = set_text(text, unit_id, content)
    return text


def _store(
    work: Work, document: Document, copy: WorkingCopy | None, base: int, texts: Mapping[str, Text]
) -> WorkingCopy:
    sources = {language: write(text) for language, text in texts.items()}
    for language, source in sources.items():
        if len(source.encode()) > LARGEST_TEXT:
            raise TooLarge("text.too_large", language=language, largest=LARGEST_TEXT)
    if copy is None:
        copy = WorkingCopy(document_id=document.id, person_id=work.actor.id)
        work.session.add(copy)
    copy.base_id, copy.texts, copy.changed_at = base, sources, work.now
    work.session.flush()
    return copy
