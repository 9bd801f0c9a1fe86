"""The way of an act from draft to register, through the actions."""

from __future__ import annotations

from cmia_docs.actions.operation.verify import verify
from tests.factories.stage import Stage


def test_a_document_goes_all_the_way(stage: Stage) -> None:
    document_id = stage.in_force()

    stage.follow_up()

    assert stage.document(document_id).state == "in_force"
    assert stage.act(document_id).number == "СМВД/2026/1"
    assert verify(stage.services) == []
