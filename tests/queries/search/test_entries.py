"""What the indexes are given of a text."""

from __future__ import annotations

from cmia_docs.models import Document
from cmia_docs.queries.search.entries import adopted_entries, pieces
from tests.factories.product import Product


def test_an_entry_has_the_words_of_its_heading_its_index_and_its_article(product: Product) -> None:
    document_id = product.adopted()
    with product.services.readers() as db:
        entries = adopted_entries(db, product.services.drafts, db.get_one(Document, document_id))

    assert [(each.language, each.heading, each.article, each.index) for each in entries] == [
        ("ru", "Статья 1. Назначение", "a1", 0),
        ("ru", "Статья 2. Состав", "a2", 1),
        ("en", "Article 1. Purpose", "a1", 0),
        ("en", "Article 2. Composition", "a2", 1),
    ]


def test_a_reference_reads_in_the_words_of_an_article_as_it_does_on_its_page() -> None:
    source = "#### Статья 1. Цель {#a1}\n\n1. Группы (статья 1) и [[a1]]. {#p1}\n"
    _article, body = pieces(source, "ru")["a1"]

    assert body.endswith("1. Группы (статья 1) и статья 1.")
