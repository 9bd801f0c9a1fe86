"""What the indexes are given of a text."""

from __future__ import annotations

from cmia_docs.models import Document
from cmia_docs.queries.entries import adopted_entries
from tests.factories.stage import Stage


def test_an_entry_carries_the_words_of_its_heading_its_place_and_its_article(stage: Stage) -> None:
    document_id = stage.adopted()
    with stage.services.readers() as session:
        entries = adopted_entries(session, stage.services.drafts, session.get_one(Document, document_id))

    assert [(each.language, each.heading, each.article, each.place) for each in entries] == [
        ("ru", "Статья 1. Назначение", "a1", 0),
        ("ru", "Статья 2. Состав", "a2", 1),
        ("en", "Article 1. Purpose", "a1", 0),
        ("en", "Article 2. Composition", "a2", 1),
    ]
