"""Giving a position: for whom, on what, and how it is recorded."""

from __future__ import annotations

from cmia_docs.actions.review import positions
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible, StaleRevision
from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.positions import PositionKind
from tests.actions.refusals import refused
from tests.factories.followed import events
from tests.factories.product import RUSSIAN, Product


def recorded(product: Product, document_id: int) -> list[Position]:
    """The positions on record."""
    with product.services.readers() as db:
        return positions_of(db, document_id)


def test_a_position_is_bound_to_the_circulated_revision(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS, "См. замечания")
    revision = product.revision(document_id)

    [given] = recorded(product, document_id)

    assert (given.state, given.kind, given.note) == ("BY", "agreed_with_remarks", "См. замечания")
    assert (given.revision_id, given.commit, given.text_sum) == (
        revision.id,
        revision.commit,
        revision.text_sum,
    )
    assert (given.giver_name, given.by_letter, given.by_silence) == ("Алеся Новик", False, False)


def test_a_later_position_is_added_and_the_earlier_one_stays(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    product.position(document_id, "belarus", "BY")

    assert [p.kind for p in recorded(product, document_id)] == ["objection", "agreed"]


def test_a_reviewer_speaks_for_the_own_state_only(product: Product) -> None:
    document_id = product.circulated()

    with refused(NotAllowed, "position.other_state"):
        product.position(document_id, "kazakhstan", "BY")
    assert recorded(product, document_id) == []


def test_a_state_that_was_not_addressed_does_not_know_of_the_text(product: Product) -> None:
    document_id = product.circulated()

    with refused(NotFound, "document.unknown"):
        product.position(document_id, "kyrgyzstan", "KG")


def test_an_objection_needs_its_grounds(product: Product) -> None:
    document_id = product.circulated()

    with refused(Invalid, "field.missing", field="note"):
        product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "  ")


def test_the_secretariat_enters_a_letter_and_names_it(product: Product) -> None:
    document_id = product.circulated()

    with refused(Invalid, "position.letter_unnamed", field="note"):
        product.position(document_id, "secretary", "BY")
    product.position(document_id, "secretary", "BY", note="Письмо № 12/3 от 1 марта 2026 г.")

    [given] = recorded(product, document_id)
    assert (given.by_letter, given.giver_name) == (True, "Ольга Белова")


def test_the_secretariat_cannot_answer_for_a_state_that_was_not_addressed(product: Product) -> None:
    document_id = product.circulated()

    with refused(Invalid, "position.state_not_addressed", field="state"):
        product.position(document_id, "secretary", "KG", note="Письмо")


def test_a_position_on_a_text_that_changed_meanwhile_is_refused(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    product.circulate(document_id)

    with (
        refused(StaleRevision, "revision.stale", seen=seen, current=product.seen(document_id)),
        product.work("belarus") as work,
    ):
        positions.give_position(work, document_id, seen=seen, state="BY", kind=PositionKind.AGREED)
    assert len(recorded(product, document_id)) == 2


def test_a_position_that_was_not_seen_is_not_replaced(product: Product) -> None:
    document_id = product.circulated()
    known, seen = events(product)[-1].id, product.seen(document_id)

    def give(who: str, state: str) -> None:
        with product.work(who) as work:
            positions.give_position(
                work, document_id, seen=seen, state=state, kind=PositionKind.AGREED, known=known
            )

    give("belarus", "BY")
    # The position of another state is in nobody's way.
    give("kazakhstan", "KZ")
    with refused(StaleRevision, "act.done_meanwhile", who="Алеся Новик"):
        give("belarus", "BY")


def test_nothing_is_given_once_the_round_is_closed(product: Product) -> None:
    document_id = product.consolidated()

    with refused(NotPossible, "workflow.not_in_this_stage"):
        product.position(document_id, "belarus", "BY")
