"""The way of an act from draft to register, through the actions."""

from __future__ import annotations

from cmia_docs.actions.operation.verify import verify
from tests.factories.product import Product


def test_a_document_goes_all_the_way(product: Product) -> None:
    document_id = product.in_force()

    product.follow_up()

    assert product.document(document_id).stage == "in_force"
    assert product.act(document_id).number == "СМВД/2026/1"
    assert verify(product.services) == []
