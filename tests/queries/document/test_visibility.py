"""Lists show a person exactly what the rules let them see: the same documents, the same revisions."""

from __future__ import annotations

from sqlalchemy import select

from cmia_docs.models import Document
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.queries.document.visibility import known_to, shown_id
from cmia_docs.rules.permissions import PUBLIC_READER, Actor, visibility_of
from tests.factories.council import CAST
from tests.factories.product import RUSSIAN, Product


def _documents_of_all_kinds(product: Product) -> None:
    product.draft()
    product.in_check()
    product.circulated()
    product.circulate(product.in_check(), ["KG"])
    changed = product.consolidated()
    product.save(changed, RUSSIAN.replace("рекомендательный", "обязательный"))
    product.circulate(changed, ["KG"])
    product.agreed()
    product.tabled()
    product.in_force()


def _seen_by_the_rules(product: Product, actor: Actor) -> dict[int, int]:
    seen = {}
    with product.services.readers() as db:
        for document in db.scalars(select(Document)):
            visibility = visibility_of(actor, rights_subject_of(db, document))
            if visibility.scopes:
                seen[document.id] = seen_revision(db, document, visibility).id
    return seen


def _seen_in_lists(product: Product, actor: Actor) -> dict[int, int]:
    with product.services.readers() as db:
        rows = db.execute(select(Document.id, shown_id(actor)).where(known_to(actor)))
        return {document_id: revision_id for document_id, revision_id in rows if revision_id is not None}


def test_lists_and_rules_agree_on_everybody(product: Product) -> None:
    _documents_of_all_kinds(product)
    people = {who: product.actor(who) for who in CAST} | {"public": PUBLIC_READER}
    by_rules = {who: _seen_by_the_rules(product, actor) for who, actor in people.items()}
    assert {who: _seen_in_lists(product, actor) for who, actor in people.items()} == by_rules
    assert {who: len(seen) for who, seen in by_rules.items()} == {
        "drafter": 8, "other_drafter": 1, "expert": 1, "secretary": 8, "second_secretary": 8,
        "belarus": 5, "kazakhstan": 5, "kyrgyzstan": 3, "chair": 2, "other_chair": 2,
        "administrator": 1, "auditor": 1, "public": 1,
    }  # fmt: skip
