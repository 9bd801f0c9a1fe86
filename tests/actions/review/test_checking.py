"""A draft is submitted for the check, and returned with what has to be corrected."""

from __future__ import annotations

from cmia_docs.actions.review import checking
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.models import Event
from tests.actions.refusals import refused
from tests.factories.council import CAST
from tests.factories.product import Product


def give_back(product: Product, document_id: int, reason: str) -> Event:
    """Return the draft."""
    with product.work("secretary") as work:
        return checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason=reason)


def notified(product: Product, document_id: int) -> set[str]:
    """Who gets a notice that leads to the document."""
    product.follow_up()
    addressed = {to for to, _subject, body in product.mail.sent if f"/documents/{document_id}\n" in body}
    product.mail.sent.clear()
    return addressed


def test_the_secretariat_is_told_of_a_draft_and_its_drafters_of_the_return(product: Product) -> None:
    document_id = product.draft()
    notified(product, document_id)

    product.submit(document_id)
    assert notified(product, document_id) == {CAST["secretary"][1], CAST["second_secretary"][1]}

    event = give_back(product, document_id, "  Нет статьи 5.  ")
    assert event.data == {"reason": "Нет статьи 5."}
    assert notified(product, document_id) == {CAST["drafter"][1]}
    assert product.document(document_id).stage == "draft"


def test_a_return_needs_its_reason(product: Product) -> None:
    document_id = product.in_check()

    with refused(Invalid, "reason.missing"):
        give_back(product, document_id, "  ")
    with refused(Invalid, "field.too_long", field="reason"):
        give_back(product, document_id, "а" * 5_001)
    assert product.document(document_id).stage == "in_check"

    give_back(product, document_id, "а" * 5_000)


def test_what_was_not_seen_is_not_submitted(product: Product) -> None:
    document_id = product.draft()
    with refused(StaleRevision, "revision.stale"), product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id) - 1)
    assert product.document(document_id).stage == "draft"
