"""What a missing reply means is the council's setting; what silence made is visible as such for ever."""

from __future__ import annotations

import pytest

from cmia_docs.actions.council import council
from cmia_docs.actions.review import agreement
from cmia_docs.errors import WrongState
from cmia_docs.queries.review.rounds import positions_of
from tests.actions.refusals import refused
from tests.factories.council import SETTINGS
from tests.factories.stage import Stage


def set_no_reply(stage: Stage, setting: str) -> None:
    """The administrator changes the setting."""
    with stage.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": setting})


def closed_without_kazakhstan(stage: Stage) -> int:
    """A round that was closed after its due date with one reply missing."""
    document_id = stage.in_check()
    stage.circulate(document_id, days=10)
    stage.position(document_id, "belarus", "BY")
    stage.clock.advance(days=11)
    stage.close_round(document_id)
    return document_id


def agree(stage: Stage, document_id: int) -> None:
    """The secretariat declares the text agreed."""
    with stage.work("secretary") as work:
        agreement.agree(work, document_id, seen=stage.seen(document_id))


def test_silence_makes_a_position_that_says_so(stage: Stage) -> None:
    set_no_reply(stage, "agreed")
    document_id = closed_without_kazakhstan(stage)

    with stage.services.readers() as session:
        rows = [(p.state, p.kind, p.by_silence, p.note) for p in positions_of(session, document_id)]
    assert rows == [("BY", "agreed", False, ""), ("KZ", "agreed", True, "")]
    agree(stage, document_id)
    assert stage.document(document_id).state == "agreed"


def test_silence_does_not_speak_for_who_answered(stage: Stage) -> None:
    set_no_reply(stage, "agreed")
    document_id = stage.consolidated()

    with stage.services.readers() as session:
        assert [p.by_silence for p in positions_of(session, document_id)] == [False, False]


@pytest.mark.parametrize("setting", ["agreed", "does_not_block", "blocks"])
def test_no_round_closes_early_over_a_missing_reply(stage: Stage, setting: str) -> None:
    set_no_reply(stage, setting)
    document_id = stage.in_check()
    stage.circulate(document_id, days=10)
    stage.position(document_id, "belarus", "BY")
    # The whole of the due day is left to answer.
    stage.clock.advance(days=10)

    with refused(WrongState, "round.replies_missing_and_due_ahead", states=("KZ",)):
        stage.close_round(document_id)


def test_a_missing_reply_blocks_unless_the_council_says_otherwise(stage: Stage) -> None:
    document_id = closed_without_kazakhstan(stage)

    with refused(WrongState, "positions.reply_missing", states=("KZ",)):
        agree(stage, document_id)


def test_a_missing_reply_that_does_not_block_makes_no_position(stage: Stage) -> None:
    set_no_reply(stage, "does_not_block")
    document_id = closed_without_kazakhstan(stage)

    agree(stage, document_id)

    with stage.services.readers() as session:
        assert [p.state for p in positions_of(session, document_id)] == ["BY"]
