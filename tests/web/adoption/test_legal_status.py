"""An adopted act enters into force; later acts amend, supersede or repeal it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from cmia_docs.models import ActRelation
from tests.factories.product import Product
from tests.web.read_page import Reading


def later(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form of a later act filled in."""
    return {
        "seen": product.seen(document_id),
        "action": "amend",
        "on": product.clock().date().isoformat(),
        "other": "0",
        "reason": "Решение Совета, пункт 2",
    } | changes


def relations(product: Product) -> list[tuple[str, int | None, str]]:
    """What the register knows of later acts."""
    with product.services.readers() as db:
        rows = db.scalars(select(ActRelation).order_by(ActRelation.id)).all()
    return [(row.kind, row.other_id, row.reason) for row in rows]


def test_an_act_enters_into_force(product: Product) -> None:
    document_id = product.adopted()
    client = product.client("secretary")
    address = f"/documents/{document_id}/enter-into-force"
    page = Reading(client.get(address))
    assert page.value("on") == "2026-03-02"

    for on, sentence in (
        ("2026-03-03", "This day is in the future."),
        ("2026-03-01", "This day is before the adoption."),
    ):
        refused = Reading(client.post(address, data={"seen": page.value("seen"), "on": on}))
        assert (refused.status, sentence in refused.text, refused.value("on")) == (422, True, on)
    client.post(address, data={"seen": page.value("seen"), "on": "2026-03-02"})

    assert product.document(document_id).stage == "in_force"


def test_a_later_act_of_the_register_is_chosen(product: Product) -> None:
    first, second = product.in_force(number="СМВД/2026/1"), product.adopted("СМВД/2026/2")
    client = product.client("secretary")
    address = f"/documents/{first}/later-act"

    page = Reading(client.get(address))
    other = product.act(second).id
    assert page.options["other"] == ["0", str(other)]
    client.post(address, data=later(product, first, other=other))
    client.post(address, data=later(product, first, action="repeal"))

    assert relations(product) == [
        ("amend", other, "Решение Совета, пункт 2"),
        ("repeal", None, "Решение Совета, пункт 2"),
    ]
    assert product.document(first).stage == "repealed"


@pytest.mark.parametrize(
    "changes", [{"action": ""}, {"action": "withdraw"}, {"reason": " "}, {"other": "999999"}, {"on": ""}]
)
def test_what_cannot_be_taken_comes_back(product: Product, changes: dict[str, str]) -> None:
    document_id = product.in_force()
    sent = later(product, document_id, **changes)

    page = Reading(product.client("secretary").post(f"/documents/{document_id}/later-act", data=sent))

    assert (page.status, page.value("reason")) == (422, sent["reason"])
    assert relations(product) == []


def test_nothing_follows_an_act_that_ended(product: Product) -> None:
    document_id = product.in_force()
    client = product.client("secretary")
    address = f"/documents/{document_id}/later-act"
    client.post(address, data=later(product, document_id, action="supersede"))

    assert client.get(address).status_code == 409
    page = Reading(client.post(address, data=later(product, document_id)))
    assert (page.status, page.value("reason")) == (409, "Решение Совета, пункт 2")
