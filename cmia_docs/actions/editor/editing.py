"""The working copy: what a drafter types is stored at once, and becomes a revision when they save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cmia_docs.actions.document.revisions import save
from cmia_docs.actions.document.transition import current_revision, read_document
from cmia_docs.actions.editor.working_copies import CopyUpdate, Seen, end, seen_texts, store, writable
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.description import Description
from cmia_docs.rules.workflow import Action, Stage, transition
from cmia_docs.text.edit.operations import set_texts
from cmia_docs.text.edit.typed_text import typed
from cmia_docs.text.ids import new_id
from cmia_docs.text.model import Text, Texts, Unit

Fields = Mapping[str, Mapping[str, str]]
"""The contents of the form's fields, by language and unit id."""

Edit = Callable[[Texts, Callable[[], str]], Texts]
"""An edit of the structure in all languages; its second argument returns a new id at each call."""


def keep(work: Work, document_id: int, *, seen: Seen, fields: Fields) -> CopyUpdate:
    """Store what was typed in the working copy; what a unit cannot contain is refused for that unit alone.

    Works in every stage of the document. `StaleRevision` where the same person has typed in another window
    since: nothing is stored then, so that no window overwrites the other. `TooLarge` for the whole.
    """
    document = writable(work, document_id)
    before = seen_texts(work, document, seen)
    after, refused = _with_fields(before, fields)
    stored = seen if after == before else store(work, document, seen, seen.base, after)
    return CopyUpdate(stored, refused)


def save_typed(work: Work, document_id: int, *, seen: Seen, fields: Fields, message: str) -> Revision | None:
    """Save what was typed as the next revision in one transaction, as `keep` and `save_working_copy` would.

    None where a unit cannot contain what was typed for it. Then, and where this refuses, nothing is stored:
    call `keep` before telling the person why.
    """
    work.lock(document_id)
    document = writable(work, document_id)
    texts, refused = _with_fields(seen_texts(work, document, seen), fields)
    if refused:
        return None
    revision = save(work, document_id, seen=seen.base, texts=texts, message=message)
    if seen.version:
        end(work, document, seen)
    return revision


def _with_fields(before: Texts, fields: Fields) -> tuple[Texts, dict[tuple[str, str], Invalid]]:
    """The texts with what was typed, and the refusals by language and unit."""
    refused: dict[tuple[str, str], Invalid] = {}
    after = {
        language: _with_typed(text, fields.get(language, {}), refused) for language, text in before.items()
    }
    for language in fields.keys() - before.keys():
        refused |= {(language, unit_id): Invalid(Reason.UNIT_UNKNOWN) for unit_id in fields[language]}
    return after, refused


def restructure(work: Work, document_id: int, *, seen: Seen, edit: Edit) -> CopyUpdate:
    """Change the structure of all languages. Refuses what the edit refuses; `unit.unknown` for lost units."""
    document = writable(work, document_id)
    before = seen_texts(work, document, seen)
    current = texts_of(work.services.drafts, document.slug, current_revision(work.reads, document))
    taken = {unit.id for text in (*before.values(), *current.values()) for unit in text.units}

    def fresh() -> str:
        chosen = new_id(taken)
        taken.add(chosen)
        return chosen

    try:
        after = dict(edit(before, fresh))
    except NotFound as error:
        raise Invalid(Reason.UNIT_UNKNOWN) from error
    return CopyUpdate(seen if after == before else store(work, document, seen, seen.base, after))


def save_working_copy(work: Work, document_id: int, *, seen: Seen, message: str) -> Revision:
    """Save the working copy as the next revision, and delete it.

    The working copy stays where this refuses: `StaleRevision` where others have saved a revision since,
    `NotPossible` where the document was submitted meanwhile.
    """
    document = writable(work, document_id)
    transition(Stage(document.stage), Action.SAVE)
    if seen.version == 0:
        raise Invalid(Reason.REVISION_UNCHANGED)
    texts = seen_texts(work, document, seen)
    revision = save(work, document_id, seen=seen.base, texts=texts, message=message)
    end(work, document, seen)
    return revision


def discard(work: Work, document_id: int, *, seen: Seen) -> None:
    """Delete the working copy that the person saw; refused where they have typed in another window since."""
    document = writable(work, document_id)
    end(work, document, seen)


def change_description(
    work: Work, document_id: int, *, seen: int, description: Description, message: str
) -> Revision:
    """Change titles, languages or initiator: a revision of its own, since `document.json` changes.

    Refuses what `Description.checked` refuses. A language that is added starts as a copy of the working
    language, which the checks call untranslated.
    """
    description = description.checked(council_of(work.reads))
    document = read_document(work, document_id)
    texts = texts_of(work.services.drafts, document.slug, current_revision(work.reads, document))
    first = next(iter(texts.values()))
    chosen = {code: texts.get(code) or Text(code, first.units) for code in description.languages}
    return save(work, document_id, seen=seen, texts=chosen, message=message, description=description)


def _with_typed(text: Text, fields: Mapping[str, str], refused: dict[tuple[str, str], Invalid]) -> Text:
    units = {unit.id: unit for unit in text.units}
    accepted: dict[str, str] = {}
    for unit_id, content in fields.items():
        unit = units.get(unit_id)
        try:
            if unit is None:
                raise Invalid(Reason.UNIT_UNKNOWN)
            if not _untouched(unit, content):
                accepted[unit_id] = typed(unit.kind, content)
        except Invalid as error:
            refused[text.language, unit_id] = error
    return set_texts(text, accepted)


def _untouched(unit: Unit, content: str) -> bool:
    """Whether a field contains what the text has already, even where it could not be typed."""
    return content.replace("\r\n", "\n").strip(" \t\r\n") == unit.text
