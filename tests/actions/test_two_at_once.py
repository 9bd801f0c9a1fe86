"""Two people at the same moment: one succeeds, the other is refused, nothing is mixed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.document import revisions
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.review import agreement, positions, remarks
from cmia_docs.errors import Refused
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.review.remarks import remarks_of
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.positions import PositionKind
from cmia_docs.text.format.file_format import parse
from tests.factories.product import RUSSIAN, Product, texts


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Begin all actions at the same moment; the outcome of each: `done`, or the class of its refusal."""
    barrier = threading.Barrier(len(actions))
    outcomes = [""] * len(actions)

    def run(index: int, action: Callable[[], object]) -> None:
        barrier.wait(timeout=30)
        try:
            action()
            outcomes[index] = "done"
        except Refused as error:
            outcomes[index] = type(error).__name__

    threads = [threading.Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def save(product: Product, document_id: int, who: str, seen: int, article: str) -> None:
    """Save with another heading of Article 1."""
    russian = parse(RUSSIAN.replace("Назначение", article), "ru")
    with product.work(who) as work:
        revisions.save(
            work, document_id, seen=seen, texts=texts() | {"ru": russian}, message=f"Статья: {article}"
        )


def test_of_two_saves_on_one_base_one_wins(product: Product) -> None:
    document_id = product.draft()
    seen = product.seen(document_id)

    outcomes = at_once(
        lambda: save(product, document_id, "drafter", seen, "Цель"),
        lambda: save(product, document_id, "secretary", seen, "Задачи"),
    )

    assert sorted(outcomes) == ["StaleRevision", "done"]
    revision = product.revision(document_id)
    assert revision.number == 2
    assert revision.message == ("Статья: Цель" if outcomes[0] == "done" else "Статья: Задачи")
    product.follow_up()
    assert verify(product.services) == []


def test_eight_saves_on_one_base_make_one_revision(product: Product) -> None:
    document_id = product.draft()
    seen = product.seen(document_id)

    def saving(number: int) -> Callable[[], None]:
        return lambda: save(product, document_id, "secretary", seen, f"Вариант {number}")

    outcomes = at_once(*(saving(number) for number in range(8)))

    assert sorted(outcomes) == ["StaleRevision"] * 7 + ["done"]
    assert product.revision(document_id).number == 2


def test_a_save_and_an_agreement_do_not_both_pass(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)

    def agree() -> None:
        with product.work("secretary") as work:
            agreement.agree(work, document_id, seen=seen)

    outcomes = at_once(agree, lambda: save(product, document_id, "drafter", seen, "Цель"))

    assert outcomes in (["done", "NotPossible"], ["StaleRevision", "done"], ["done", "StaleRevision"])
    agreed = outcomes[0] == "done"
    assert product.document(document_id).stage == ("agreed" if agreed else "consolidation")
    assert product.revision(document_id).number == (1 if agreed else 2)


def test_two_agreements_are_one(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)

    def agree(who: str) -> None:
        with product.work(who) as work:
            agreement.agree(work, document_id, seen=seen)

    outcomes = at_once(lambda: agree("secretary"), lambda: agree("second_secretary"))

    assert sorted(outcomes) == ["NotPossible", "done"]
    assert product.document(document_id).stage == "agreed"


def test_states_that_answer_at_once_are_all_heard(product: Product) -> None:
    document_id = product.in_check()
    product.circulate(document_id, states=("BY", "KZ", "KG"))
    seen = product.seen(document_id)

    def answer(who: str, state: str) -> None:
        with product.work(who) as work:
            positions.give_position(work, document_id, seen=seen, state=state, kind=PositionKind.AGREED)

    def remark() -> None:
        with product.work("belarus") as work:
            remarks.remark(
                work, document_id, seen=seen, language="ru", unit_id="c1", body="Уточнить", state="BY"
            )

    outcomes = at_once(
        lambda: answer("belarus", "BY"),
        lambda: answer("kazakhstan", "KZ"),
        lambda: answer("kyrgyzstan", "KG"),
        remark,
    )

    assert outcomes == ["done"] * 4
    with product.services.readers() as db:
        assert {p.state for p in positions_of(db, document_id)} == {"BY", "KZ", "KG"}
        assert [r.body for r in remarks_of(db, document_id)] == ["Уточнить"]


def confirm(product: Product, document_id: int) -> None:
    """The chair confirms the open adoption proposal."""
    with product.services.readers() as db:
        adoption_proposal = open_adoption_proposal(db, document_id)
    assert adoption_proposal is not None
    with product.work("chair") as work:
        adoption.confirm_adoption(
            work, document_id, adoption_proposal_id=adoption_proposal.id, text_sum=adoption_proposal.text_sum
        )


def test_a_proposal_confirmed_and_cancelled_at_once_is_one_of_both(product: Product) -> None:
    document_id = product.proposed()
    seen = product.seen(document_id)

    def cancel() -> None:
        with product.work("secretary") as work:
            adoption.cancel_adoption_proposal(work, document_id, seen=seen, reason="Опечатка")

    outcomes = at_once(lambda: confirm(product, document_id), cancel)

    assert sorted(outcomes) == ["NotPossible", "done"]
    adopted = outcomes[0] == "done"
    assert product.document(document_id).stage == ("adopted" if adopted else "tabled")
    product.follow_up()
    assert verify(product.services) == []


def test_a_proposal_confirmed_twice_at_once_is_one_act(product: Product) -> None:
    document_id = product.proposed()

    outcomes = at_once(*[lambda: confirm(product, document_id)] * 2)

    assert sorted(outcomes) == ["NotPossible", "done"]
    assert product.act(document_id).number == "СМВД/2026/1"


def test_one_number_confirmed_for_two_texts_at_once_is_given_once(product: Product) -> None:
    one, other = product.proposed(), product.proposed()

    outcomes = at_once(lambda: confirm(product, one), lambda: confirm(product, other))

    # Where both got as far as the writing, the database finds the second (PostgreSQL).
    assert sorted(outcomes) in (["Invalid", "done"], ["StaleRevision", "done"])
    assert sorted(product.document(each).stage for each in (one, other)) == ["adopted", "tabled"]


def test_two_proposals_at_once_are_one(product: Product) -> None:
    document_id = product.tabled()

    outcomes = at_once(
        lambda: product.propose(document_id, "СМВД/2026/1"),
        lambda: product.propose(document_id, "СМВД/2026/2"),
    )

    assert sorted(outcomes) == ["NotPossible", "done"]


def test_a_round_closed_while_a_state_answers(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")

    outcomes = at_once(
        lambda: product.close_round(document_id),
        lambda: product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против"),
    )

    assert outcomes in (["done", "NotPossible"], ["done", "done"])
    with product.services.readers() as db:
        kinds = [p.kind for p in positions_of(db, document_id) if p.state == "BY"]
    assert kinds == ["agreed", "objection"][: 1 + (outcomes[1] == "done")]
