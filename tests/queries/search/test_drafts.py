"""Search in drafts finds exactly what a person may see, for every person and every document."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cmia_docs.models import Document
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.queries.search.entries import draft_entries
from cmia_docs.queries.search.search_drafts import Drafts
from cmia_docs.rules.permissions import PUBLIC_READER, sees, visibility_of
from cmia_docs.rules.workflow import PUBLISHED
from cmia_docs.stores.search import is_visible
from tests.factories.council import CAST
from tests.factories.long_story import tell
from tests.factories.product import RUSSIAN, Product


def test_each_person_finds_the_revision_that_they_see_and_no_other(product: Product) -> None:
    tell(product)
    product.draft(drafter="other_drafter")
    sent_on(product)

    for who in CAST:
        actor = product.actor(who)
        with product.services.readers() as db:
            visible = Drafts(db, actor).visible
            for document in db.scalars(select(Document)):
                if document.stage in PUBLISHED:
                    continue
                entries = draft_entries(db, product.services.drafts, document)
                subject = rights_subject_of(db, document)
                scopes = [scope for scope in entries if is_visible(visible, scope, document.id)]
                if not sees(actor, subject):
                    assert scopes == [], (who, document.slug)
                    continue
                (scope,) = scopes
                seen = seen_revision(db, document, visibility_of(actor, subject))
                expected = "working" if visibility_of(actor, subject).makes else f"circulated-{seen.number}"
                assert scope == expected, (who, document.slug)
                assert entries[scope] != [], (who, document.slug)


def sent_on(product: Product) -> None:
    """Sent to two states, changed, sent to one of them and a third, changed again."""
    document_id = product.circulated()
    answered_by(product, document_id, {"BY": "belarus", "KZ": "kazakhstan"})
    product.save(document_id, RUSSIAN.replace("даёт", "готовит"))
    product.circulate(document_id, ["BY", "KG"])
    answered_by(product, document_id, {"BY": "belarus", "KG": "kyrgyzstan"})
    product.save(document_id, RUSSIAN.replace("даёт", "пишет"))


def answered_by(product: Product, document_id: int, reviewers: dict[str, str]) -> None:
    for state, who in reviewers.items():
        product.position(document_id, who, state)
    product.close_round(document_id)


@pytest.mark.parametrize("who", ["administrator", "auditor", None])
def test_nothing_is_visible_to_who_reads_no_drafts(product: Product, who: str | None) -> None:
    product.tabled()
    actor = PUBLIC_READER if who is None else product.actor(who)

    with product.services.readers() as db:
        assert Drafts(db, actor).visible == {"working": frozenset()}
        assert Drafts(db, actor).summaries([document.id for document in db.scalars(select(Document))]) == {}
