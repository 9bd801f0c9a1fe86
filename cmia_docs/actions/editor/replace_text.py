"""A working copy with another text: merged with what others saved, of an older revision, or from a file."""

from __future__ import annotations

from cmia_docs.actions.document.transition import check_seen, current_revision
from cmia_docs.actions.editor.import_file import check_file
from cmia_docs.actions.editor.working_copies import Seen, seen_texts, store, writable
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid
from cmia_docs.queries.editor.working_copies import base_texts, revision_of, working_copy_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.workflow import Action, Stage, transition
from cmia_docs.text.edit.all_languages import with_valid_ids
from cmia_docs.text.imports.plain_text import from_plain
from cmia_docs.text.model import Texts


def rebase(work: Work, document_id: int, *, seen: Seen, current: int, texts: Texts) -> Seen:
    """Base the working copy on the current revision, with the texts that the person continues with.

    `StaleRevision` where `current` is no longer the current revision: the comparison has changed then.
    """
    document = writable(work, document_id)
    check_seen(document, current)
    seen_texts(work, document, seen)
    chosen = {language: text for language, text in texts.items() if language in document.languages}
    return store(work, document, seen, current, chosen)


def restore(work: Work, document_id: int, *, number: int, replacing: Seen | None = None) -> Seen:
    """Put the text of an older revision into a working copy on the current one.

    An existing working copy is replaced only if it is the one in `replacing`; otherwise Invalid
    `working_copy.exists`. A language that the old revision does not have keeps its current text.
    """
    document = writable(work, document_id)
    transition(Stage(document.stage), Action.SAVE)
    revision = revision_of(work.reads, document.id, number)
    current = current_revision(work.reads, document)
    if replacing is None and working_copy_of(work.reads, document.id, work.actor.id) is not None:
        raise Invalid(Reason.WORKING_COPY_EXISTS)
    texts = base_texts(work.services.drafts, document, current)
    old = base_texts(work.services.drafts, document, revision)
    texts |= {language: text for language, text in old.items() if language in texts}
    return store(work, document, replacing or Seen(current.id, 0), current.id, texts)


def take_file(work: Work, document_id: int, *, seen: Seen, language: str, source: str) -> Seen:
    """Replace the text of one language in the working copy by a plain text or Markdown file.

    Its units take the ids of the units that are in the same place now, so that they stay aligned with the
    other languages. Refuses with Invalid: `upload.character`, `upload.language`, and as `check_file`.
    """
    document = writable(work, document_id)
    transition(Stage(document.stage), Action.SAVE)
    texts = seen_texts(work, document, seen)
    if language not in texts:
        raise Invalid(Reason.UPLOAD_LANGUAGE, field="language")
    check_file(source, language)
    own = texts[language]
    like = own if own.units else next(iter(texts.values()))
    taken = with_valid_ids({language: from_plain(source, language, like)})
    return store(work, document, seen, seen.base, texts | taken)
