"""What a missing reply means is the council's setting; a position by silence is always marked as such."""

from __future__ import annotations

import pytest

from cmia_docs.actions.council import council
from cmia_docs.actions.review import agreement
from cmia_docs.errors import NotPossible
from cmia_docs.queries.review.rounds import positions_of
from tests.actions.refusals import refused
from tests.factories.council import SETTINGS
from tests.factories.product import Product


def set_no_reply(product: Product, setting: str) -> None:
    """The administrator changes the setting."""
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": setting})


def closed_without_kazakhstan(product: Product) -> int:
    """A round that was closed after its due date with one reply missing."""
    document_id = product.in_check()
    product.circulate(document_id, days=10)
    product.position(document_id, "belarus", "BY")
    product.clock.advance(days=11)
    product.close_round(document_id)
    return document_id


def agree(product: Product, document_id: int) -> None:
    """The secretariat declares the text agreed."""
    with product.work("secretary") as work:
        agreement.agree(work, document_id, seen=product.seen(document_id))


def test_silence_makes_a_position_that_says_so(product: Product) -> None:
    set_no_reply(product, "agreed")
    document_id = closed_without_kazakhstan(product)

    with product.services.readers() as db:
        rows = [(p.state, p.kind, p.by_silence, p.note) for p in positions_of(db, document_id)]
    assert rows == [("BY", "agreed", False, ""), ("KZ", "agreed", True, "")]
    agree(product, document_id)
    assert product.document(document_id).stage == "agreed"


def test_silence_does_not_speak_for_who_answered(product: Product) -> None:
    set_no_reply(product, "agreed")
    document_id = product.consolidated()

    with product.services.readers() as db:
        assert [p.by_silence for p in positions_of(db, document_id)] == [False, False]


@pytest.mark.parametrize("setting", ["agreed", "does_not_block", "blocks"])
def test_no_round_closes_early_over_a_missing_reply(product: Product, setting: str) -> None:
    set_no_reply(product, setting)
    document_id = product.in_check()
    product.circulate(document_id, days=10)
    product.position(document_id, "belarus", "BY")
    # The whole of the due day is left to answer.
    product.clock.advance(days=10)

    with refused(NotPossible, "round.replies_missing_and_due_ahead", states=("KZ",)):
        product.close_round(document_id)


def test_a_missing_reply_blocks_unless_the_council_says_otherwise(product: Product) -> None:
    document_id = closed_without_kazakhstan(product)

    with refused(NotPossible, "positions.reply_missing", states=("KZ",)):
        agree(product, document_id)


def test_a_missing_reply_that_does_not_block_makes_no_position(product: Product) -> None:
    set_no_reply(product, "does_not_block")
    document_id = closed_without_kazakhstan(product)

    agree(product, document_id)

    with product.services.readers() as db:
        assert [p.state for p in positions_of(db, document_id)] == ["BY"]
