"""Short ways to type, restructure and save in tests."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.actions.editor import editing
from cmia_docs.actions.editor.working_copies import CopyUpdate, Seen
from cmia_docs.models import Document, Revision
from cmia_docs.queries.editor.working_copies import EditorState, editor_state
from cmia_docs.text.model import Text
from tests.factories.product import Product


def editor_of(product: Product, document_id: int, who: str = "drafter") -> EditorState:
    """What the editor shows this person."""
    with product.services.readers() as db:
        document = db.get_one(Document, document_id)
        return editor_state(db, product.services.drafts, document, product.person(who).id)


def seen(product: Product, document_id: int, who: str = "drafter") -> Seen:
    """What the form of a page opened now has."""
    editor = editor_of(product, document_id, who)
    return Seen(editor.base.id, editor.version)


def words(
    product: Product, document_id: int, unit_id: str, language: str = "ru", who: str = "drafter"
) -> str:
    """The words of a unit in the person's texts."""
    text: Text = editor_of(product, document_id, who).texts[language]
    return next(unit.text for unit in text.units if unit.id == unit_id)


def keep(
    product: Product,
    document_id: int,
    fields: Mapping[str, Mapping[str, str]],
    who: str = "drafter",
    at: Seen | None = None,
) -> CopyUpdate:
    """Type into fields of a page opened at `at`, by default now."""
    with product.work(who) as work:
        return editing.keep(work, document_id, seen=at or seen(product, document_id, who), fields=fields)


def save(product: Product, document_id: int, who: str = "drafter", message: str = "Правка") -> Revision:
    """Save the working copy."""
    with product.work(who) as work:
        return editing.save_working_copy(
            work, document_id, seen=seen(product, document_id, who), message=message
        )
