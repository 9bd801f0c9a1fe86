"""A document that goes part of its way again: everybody at work on it reads why, until it moves on."""

from __future__ import annotations

from cmia_docs.actions.review import agreement, checking
from tests.factories.product import Product
from tests.web.read_page import Reading


def returned(product: Product) -> int:
    """A draft that the secretariat has returned."""
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(
            work, document_id, seen=product.seen(document_id), reason="Дополнить статью 2"
        )
    return document_id


def text(product: Product, who: str, document_id: int) -> str:
    """The words of the document's page."""
    return Reading(product.client(who).get(f"/documents/{document_id}")).text


def test_drafters_read_why_their_text_came_back(product: Product) -> None:
    document_id = returned(product)
    page = text(product, "drafter", document_id)
    assert "Ольга Белова returned it to its drafters, 2 March 2026 : Дополнить статью 2" in page
    product.save(document_id, "# Положение {#t1}\n")
    assert "Дополнить статью 2" in text(product, "drafter", document_id)


def test_once_it_moves_on_the_reason_stands_in_the_history_alone(product: Product) -> None:
    document_id = returned(product)
    product.submit(document_id)
    assert "Дополнить статью 2" not in text(product, "drafter", document_id)


def test_states_read_why_the_agreed_text_was_reopened_and_not_what_drafters_were_told(
    product: Product,
) -> None:
    document_id = product.agreed()
    with product.work("secretary") as work:
        agreement.reopen(work, document_id, seen=product.seen(document_id), reason="Просьба Казахстана")
    assert "reopened it, 2 March 2026 : Просьба Казахстана" in text(product, "belarus", document_id)
    assert product.client("belarus").get(f"/documents/{returned(product)}").status_code == 404


def test_a_reason_that_is_asked_for_is_not_called_optional(product: Product) -> None:
    document_id = product.in_check()
    page = product.client("secretary").get(f"/documents/{document_id}/return").text
    assert "optional" not in page
    assert '<label class="form-label" for="reason">Reason</label>' in page


def test_every_page_of_a_document_stands_among_the_documents(product: Product) -> None:
    document_id = product.circulated()
    for tab in ("", "/history", "/positions", "/remarks", "/downloads", "/positions/give"):
        page = product.client("belarus").get(f"/documents/{document_id}{tab}").text
        assert '<a href="/documents" aria-current="page">Documents</a>' in page, tab
