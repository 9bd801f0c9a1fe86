"""Short ways to type, restructure and save in tests."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.actions.editor import editing
from cmia_docs.actions.editor.working_copies import Kept, Seen
from cmia_docs.models import Document, Revision
from cmia_docs.queries.editor.working_copies import Desk, desk
from cmia_docs.text.model import Text
from tests.factories.stage import Stage


def open_desk(stage: Stage, document_id: int, who: str = "drafter") -> Desk:
    """What lies open for this person."""
    with stage.services.readers() as session:
        document = session.get_one(Document, document_id)
        return desk(session, stage.services.drafts, document, stage.person(who).id)


def seen(stage: Stage, document_id: int, who: str = "drafter") -> Seen:
    """What a page opened now would carry."""
    lying = open_desk(stage, document_id, who)
    return Seen(lying.base.id, lying.version)


def words(stage: Stage, document_id: int, unit_id: str, language: str = "ru", who: str = "drafter") -> str:
    """What stands in a unit of the person's texts."""
    text: Text = open_desk(stage, document_id, who).texts[language]
    return next(unit.text for unit in text.units if unit.id == unit_id)


def keep(
    stage: Stage,
    document_id: int,
    fields: Mapping[str, Mapping[str, str]],
    who: str = "drafter",
    at: Seen | None = None,
) -> Kept:
    """Type into fields of a page opened at `at`, by default now."""
    with stage.work(who) as work:
        return editing.keep(work, document_id, seen=at or seen(stage, document_id, who), fields=fields)


def save(stage: Stage, document_id: int, who: str = "drafter", message: str = "Правка") -> Revision:
    """Save the working copy."""
    with stage.work(who) as work:
        return editing.save_working_copy(
            work, document_id, seen=seen(stage, document_id, who), message=message
        )
