"""The secretariat answers a remark."""

from __future__ import annotations

from typing import Any

from cmia_docs.actions.review import remarks
from cmia_docs.queries.review.remarks import dispositions_of
from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading


def remarked(product: Product) -> tuple[int, int]:
    """A document in consolidation and the id of the one remark on it."""
    document_id = product.circulated()
    with product.work("belarus") as work:
        made = remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state="BY",
        )
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    return document_id, made.id


def typed(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form filled in."""
    return {"seen": product.seen(document_id), "kind": "rejected", "reason": "Есть в статье 2"} | changes


def answers(product: Product, document_id: int) -> list[tuple[str, str, int]]:
    """The answers that hold."""
    with product.services.readers() as db:
        dispositions = dispositions_of(db, document_id).values()
    return [(answer.kind, answer.reason, answer.revision_id) for answer in dispositions]


def test_the_form_shows_the_remark(product: Product) -> None:
    document_id, remark_id = remarked(product)

    page = Reading(product.client("secretary").get(f"/documents/{document_id}/remarks/{remark_id}/answer"))

    assert page.status == 200
    assert "No. 1 Belarus Статья 1, пункт 1 Remark Алеся Новик" in page.text
    assert "The answer will name revision 1 as the one that contains the change." in page.text
    assert page.fields.get("kind") is None


def test_an_answer_is_replaced_by_another(product: Product) -> None:
    document_id, remark_id = remarked(product)
    client = product.client("secretary")
    address = f"/documents/{document_id}/remarks/{remark_id}/answer"

    answer = client.post(address, data=typed(product, document_id))
    assert (answer.status_code, answer.location) == (
        302,
        f"/documents/{document_id}/remarks#r{remark_id}",
    )
    again = Reading(client.get(address))
    assert (again.value("kind"), again.value("reason")) == ("rejected", "Есть в статье 2")
    client.post(address, data=typed(product, document_id, kind="noted", reason=""))

    assert answers(product, document_id) == [("noted", "", product.seen(document_id))]


def test_a_refusal_without_its_reason_comes_back(product: Product) -> None:
    document_id, remark_id = remarked(product)
    client = product.client("secretary")

    for changes in ({"reason": ""}, {"reason": " ", "kind": "partly_accepted"}, {"kind": "perhaps"}):
        sent = typed(product, document_id, **changes)
        page = Reading(client.post(f"/documents/{document_id}/remarks/{remark_id}/answer", data=sent))
        assert page.status == 422
        assert page.value("reason") == sent["reason"]
    assert answers(product, document_id) == []


def test_an_answer_names_the_text_that_was_seen(product: Product) -> None:
    document_id, remark_id = remarked(product)
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    page = Reading(
        product.client("secretary").post(
            f"/documents/{document_id}/remarks/{remark_id}/answer",
            data=typed(product, document_id, seen=seen),
        )
    )

    assert page.status == 409
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert (page.value("kind"), page.value("reason")) == ("rejected", "Есть в статье 2")
    assert answers(product, document_id) == []


def test_a_remark_of_another_document_is_not_here(product: Product) -> None:
    document_id, remark_id = remarked(product)
    other = product.draft()
    client = product.client("secretary")

    assert client.get(f"/documents/{other}/remarks/{remark_id}/answer").status_code == 404
    sent = client.post(f"/documents/{other}/remarks/{remark_id}/answer", data=typed(product, other))
    assert sent.status_code == 404
    assert answers(product, document_id) == []
