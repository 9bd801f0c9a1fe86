"""Agreement, reopening and withdrawal as pages."""

from __future__ import annotations

import pytest

from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading


def test_the_circulated_text_is_marked_as_agreed(product: Product) -> None:
    document_id = product.consolidated()
    client = product.client("secretary")
    page = Reading(client.get(f"/documents/{document_id}"))
    assert f"/documents/{document_id}/agree" in page.posts

    answer = client.post(f"/documents/{document_id}/agree", data={"seen": page.value("seen")})

    assert answer.status_code == 302
    assert product.document(document_id).stage == "agreed"
    assert "It can be put on the agenda" in Reading(client.get(answer.location)).text


def test_a_decision_is_accepted_without_the_states(product: Product) -> None:
    document_id = product.in_check(act_type="decision")
    client = product.client("secretary")

    page = Reading(client.get(f"/documents/{document_id}"))
    assert f"/documents/{document_id}/accept" in page.posts
    assert "Circulate" not in [label for label, _ in page.links]
    client.post(f"/documents/{document_id}/accept", data={"seen": page.value("seen")})

    assert product.document(document_id).stage == "agreed"


@pytest.mark.parametrize(("action", "stage"), [("reopen", "consolidation"), ("withdraw", "withdrawn")])
def test_actions_with_a_reason(product: Product, action: str, stage: str) -> None:
    document_id = product.agreed()
    client = product.client("secretary")
    address = f"/documents/{document_id}/{action}"
    seen = Reading(client.get(address)).value("seen")

    refused = Reading(client.post(address, data={"seen": seen, "reason": ""}))
    assert (refused.status, "Give the reason." in refused.text) == (422, True)
    long = Reading(client.post(address, data={"seen": seen, "reason": "я" * 5_001}))
    assert (long.status, len(long.value("reason"))) == (422, 5_001)
    assert client.post(address, data={"seen": seen, "reason": "Просьба Казахстана"}).status_code == 302
    assert product.document(document_id).stage == stage


def test_a_text_that_changed_is_withdrawn_only_after_a_second_look(product: Product) -> None:
    document_id = product.draft()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    client = product.client("secretary")
    sent = {"seen": seen, "reason": "Утратил актуальность"}

    page = Reading(client.post(f"/documents/{document_id}/withdraw", data=sent))

    assert page.status == 409
    assert page.value("reason") == "Утратил актуальность"
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert product.document(document_id).stage == "draft"
    again = sent | {"seen": page.value("seen")}
    assert client.post(f"/documents/{document_id}/withdraw", data=again).status_code == 302
