"""Withdrawal with a reason, from every state before adoption and from none after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.review import agreement
from cmia_docs.errors import Invalid, NotAllowed, WrongState
from cmia_docs.models import Event
from tests.actions.refusals import refused
from tests.factories.stage import Stage

WAYS: dict[str, Callable[[Stage], int]] = {
    "draft": Stage.draft,
    "in_check": Stage.in_check,
    "circulated": Stage.circulated,
    "consolidation": Stage.consolidated,
    "agreed": Stage.agreed,
    "tabled": Stage.tabled,
}


def withdraw(
    stage: Stage, document_id: int, reason: str = "Утратил актуальность", who: str = "secretary"
) -> None:
    """Take the document off its way."""
    with stage.work(who) as work:
        agreement.withdraw(work, document_id, seen=stage.seen(document_id), reason=reason)


@pytest.mark.parametrize("state", WAYS)
def test_from_each_state_before_adoption(stage: Stage, state: str) -> None:
    document_id = WAYS[state](stage)
    assert stage.document(document_id).state == state

    withdraw(stage, document_id)

    assert stage.document(document_id).state == "withdrawn"
    with stage.services.readers() as session:
        query = select(Event).where(Event.document_id == document_id).order_by(Event.id.desc()).limit(1)
        event = session.scalars(query).one()
    assert (event.kind, event.data) == ("withdraw", {"reason": "Утратил актуальность"})


@pytest.mark.parametrize("state", ["adopted", "in_force"])
def test_not_after_adoption(stage: Stage, state: str) -> None:
    document_id = stage.adopted() if state == "adopted" else stage.in_force()

    with refused(WrongState, "workflow.not_in_this_state", state=state):
        withdraw(stage, document_id)


def test_not_twice(stage: Stage) -> None:
    document_id = stage.draft()
    withdraw(stage, document_id)

    with refused(WrongState, "workflow.not_in_this_state"):
        withdraw(stage, document_id)


def test_not_without_a_reason_nor_by_a_drafter(stage: Stage) -> None:
    document_id = stage.draft()

    with refused(Invalid, "reason.missing"):
        withdraw(stage, document_id, reason="")
    with refused(NotAllowed, "workflow.not_your_role"):
        withdraw(stage, document_id, who="drafter")
    assert stage.document(document_id).state == "draft"


def test_not_while_a_proposal_waits_for_the_chair(stage: Stage) -> None:
    document_id = stage.proposed()

    with refused(WrongState, "adoption.already_proposed"):
        withdraw(stage, document_id)
    with stage.work("chair") as work:
        adoption.cancel_proposal(work, document_id, seen=stage.seen(document_id), reason="Отложено")
    withdraw(stage, document_id)

    assert stage.document(document_id).state == "withdrawn"
