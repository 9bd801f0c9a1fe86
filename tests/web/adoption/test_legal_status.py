"""An adopted act enters into force; later acts amend, supersede or repeal it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from cmia_docs.models import ActRelation
from tests.factories.stage import Stage
from tests.web.read_page import Reading


def later(stage: Stage, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form of a later act filled in."""
    return {
        "seen": stage.seen(document_id),
        "action": "amend",
        "on": stage.clock().date().isoformat(),
        "other": "0",
        "reason": "Решение Совета, пункт 2",
    } | changes


def relations(stage: Stage) -> list[tuple[str, int | None, str]]:
    """What the register knows of later acts."""
    with stage.services.readers() as session:
        rows = session.scalars(select(ActRelation).order_by(ActRelation.id)).all()
    return [(row.kind, row.other_id, row.reason) for row in rows]


def test_an_act_enters_into_force(stage: Stage) -> None:
    document_id = stage.adopted()
    client = stage.client("secretary")
    address = f"/documents/{document_id}/enter-into-force"
    page = Reading(client.get(address))
    assert page.value("on") == "2026-03-02"

    for on, sentence in (
        ("2026-03-03", "This day lies ahead."),
        ("2026-03-01", "This day lies before the adoption."),
    ):
        refused = Reading(client.post(address, data={"seen": page.value("seen"), "on": on}))
        assert (refused.status, sentence in refused.text, refused.value("on")) == (422, True, on)
    client.post(address, data={"seen": page.value("seen"), "on": "2026-03-02"})

    assert stage.document(document_id).state == "in_force"


def test_a_later_act_of_the_register_is_chosen(stage: Stage) -> None:
    first, second = stage.in_force(number="СМВД/2026/1"), stage.adopted("СМВД/2026/2")
    client = stage.client("secretary")
    address = f"/documents/{first}/later-act"

    page = Reading(client.get(address))
    other = stage.act(second).id
    assert page.options["other"] == ["0", str(other)]
    client.post(address, data=later(stage, first, other=other))
    client.post(address, data=later(stage, first, action="repeal"))

    assert relations(stage) == [
        ("amend", other, "Решение Совета, пункт 2"),
        ("repeal", None, "Решение Совета, пункт 2"),
    ]
    assert stage.document(first).state == "repealed"


@pytest.mark.parametrize(
    "changes", [{"action": ""}, {"action": "withdraw"}, {"reason": " "}, {"other": "999999"}, {"on": ""}]
)
def test_what_cannot_be_taken_comes_back(stage: Stage, changes: dict[str, str]) -> None:
    document_id = stage.in_force()
    sent = later(stage, document_id, **changes)

    page = Reading(stage.client("secretary").post(f"/documents/{document_id}/later-act", data=sent))

    assert (page.status, page.value("reason")) == (422, sent["reason"])
    assert relations(stage) == []


def test_nothing_follows_an_act_that_ended(stage: Stage) -> None:
    document_id = stage.in_force()
    client = stage.client("secretary")
    address = f"/documents/{document_id}/later-act"
    client.post(address, data=later(stage, document_id, action="supersede"))

    assert client.get(address).status_code == 409
    page = Reading(client.post(address, data=later(stage, document_id)))
    assert (page.status, page.value("reason")) == (409, "Решение Совета, пункт 2")
