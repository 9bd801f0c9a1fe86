"""Withdrawal with a reason, from every stage before adoption and from none after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.review import agreement
from cmia_docs.errors import Invalid, NotAllowed, NotPossible
from cmia_docs.models import Event
from tests.actions.refusals import refused
from tests.factories.product import Product

WAYS: dict[str, Callable[[Product], int]] = {
    "draft": Product.draft,
    "in_check": Product.in_check,
    "circulated": Product.circulated,
    "consolidation": Product.consolidated,
    "agreed": Product.agreed,
    "tabled": Product.tabled,
}


def withdraw(
    product: Product, document_id: int, reason: str = "Утратил актуальность", who: str = "secretary"
) -> None:
    """Withdraw the document."""
    with product.work(who) as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason=reason)


@pytest.mark.parametrize("stage", WAYS)
def test_from_each_stage_before_adoption(product: Product, stage: str) -> None:
    document_id = WAYS[stage](product)
    assert product.document(document_id).stage == stage

    withdraw(product, document_id)

    assert product.document(document_id).stage == "withdrawn"
    with product.services.readers() as db:
        query = select(Event).where(Event.document_id == document_id).order_by(Event.id.desc()).limit(1)
        event = db.scalars(query).one()
    assert (event.kind, event.data) == ("withdraw", {"reason": "Утратил актуальность"})


@pytest.mark.parametrize("stage", ["adopted", "in_force"])
def test_not_after_adoption(product: Product, stage: str) -> None:
    document_id = product.adopted() if stage == "adopted" else product.in_force()

    with refused(NotPossible, "workflow.not_in_this_stage", stage=stage):
        withdraw(product, document_id)


def test_not_twice(product: Product) -> None:
    document_id = product.draft()
    withdraw(product, document_id)

    with refused(NotPossible, "workflow.not_in_this_stage"):
        withdraw(product, document_id)


def test_not_without_a_reason_nor_by_a_drafter(product: Product) -> None:
    document_id = product.draft()

    with refused(Invalid, "reason.missing"):
        withdraw(product, document_id, reason="")
    with refused(NotAllowed, "workflow.not_your_role"):
        withdraw(product, document_id, who="drafter")
    assert product.document(document_id).stage == "draft"


def test_not_while_a_proposal_waits_for_the_chair(product: Product) -> None:
    document_id = product.proposed()

    with refused(NotPossible, "adoption.already_proposed"):
        withdraw(product, document_id)
    with product.work("chair") as work:
        adoption.cancel_adoption_proposal(
            work, document_id, seen=product.seen(document_id), reason="Отложено"
        )
    withdraw(product, document_id)

    assert product.document(document_id).stage == "withdrawn"
