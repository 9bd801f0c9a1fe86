"""Two people at the same moment: one wins, the other is told, nothing is mixed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.document import revisions
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.review import agreement, positions, remarks
from cmia_docs.errors import Refused
from cmia_docs.queries.adoption.adoption import open_proposal
from cmia_docs.queries.review.remarks import remarks_of
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.positions import PositionKind
from cmia_docs.text.format.file_format import parse
from tests.factories.stage import RUSSIAN, Stage, texts


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Begin all acts at the same moment; what became of each: `done`, or the class of its refusal."""
    barrier = threading.Barrier(len(acts))
    outcomes = [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        barrier.wait(timeout=30)
        try:
            act()
            outcomes[place] = "done"
        except Refused as error:
            outcomes[place] = type(error).__name__

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def save(stage: Stage, document_id: int, who: str, seen: int, article: str) -> None:
    """Save with another heading of Article 1."""
    russian = parse(RUSSIAN.replace("Назначение", article), "ru")
    with stage.work(who) as work:
        revisions.save(
            work, document_id, seen=seen, texts=texts() | {"ru": russian}, message=f"Статья: {article}"
        )


def test_of_two_saves_on_one_base_one_wins(stage: Stage) -> None:
    document_id = stage.draft()
    seen = stage.seen(document_id)

    outcomes = at_once(
        lambda: save(stage, document_id, "drafter", seen, "Цель"),
        lambda: save(stage, document_id, "secretary", seen, "Задачи"),
    )

    assert sorted(outcomes) == ["StaleRevision", "done"]
    revision = stage.revision(document_id)
    assert revision.number == 2
    assert revision.message == ("Статья: Цель" if outcomes[0] == "done" else "Статья: Задачи")
    stage.follow_up()
    assert verify(stage.services) == []


def test_eight_saves_on_one_base_make_one_revision(stage: Stage) -> None:
    document_id = stage.draft()
    seen = stage.seen(document_id)

    def saving(number: int) -> Callable[[], None]:
        return lambda: save(stage, document_id, "secretary", seen, f"Вариант {number}")

    outcomes = at_once(*(saving(number) for number in range(8)))

    assert sorted(outcomes) == ["StaleRevision"] * 7 + ["done"]
    assert stage.revision(document_id).number == 2


def test_a_save_and_an_agreement_do_not_both_pass(stage: Stage) -> None:
    document_id = stage.consolidated()
    seen = stage.seen(document_id)

    def agree() -> None:
        with stage.work("secretary") as work:
            agreement.agree(work, document_id, seen=seen)

    outcomes = at_once(agree, lambda: save(stage, document_id, "drafter", seen, "Цель"))

    assert outcomes in (["done", "WrongState"], ["StaleRevision", "done"], ["done", "StaleRevision"])
    agreed = outcomes[0] == "done"
    assert stage.document(document_id).state == ("agreed" if agreed else "consolidation")
    assert stage.revision(document_id).number == (1 if agreed else 2)


def test_two_agreements_are_one(stage: Stage) -> None:
    document_id = stage.consolidated()
    seen = stage.seen(document_id)

    def agree(who: str) -> None:
        with stage.work(who) as work:
            agreement.agree(work, document_id, seen=seen)

    outcomes = at_once(lambda: agree("secretary"), lambda: agree("second_secretary"))

    assert sorted(outcomes) == ["WrongState", "done"]
    assert stage.document(document_id).state == "agreed"


def test_states_that_answer_at_once_are_all_heard(stage: Stage) -> None:
    document_id = stage.in_check()
    stage.circulate(document_id, states=("BY", "KZ", "KG"))
    seen = stage.seen(document_id)

    def answer(who: str, state: str) -> None:
        with stage.work(who) as work:
            positions.give_position(work, document_id, seen=seen, state=state, kind=PositionKind.AGREED)

    def remark() -> None:
        with stage.work("belarus") as work:
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
    with stage.services.readers() as session:
        assert {p.state for p in positions_of(session, document_id)} == {"BY", "KZ", "KG"}
        assert [r.body for r in remarks_of(session, document_id)] == ["Уточнить"]


def confirm(stage: Stage, document_id: int) -> None:
    """The chair confirms the open proposal."""
    with stage.services.readers() as session:
        proposal = open_proposal(session, document_id)
    assert proposal is not None
    with stage.work("chair") as work:
        adoption.confirm_adoption(work, document_id, proposal_id=proposal.id, text_sum=proposal.text_sum)


def test_a_proposal_confirmed_and_cancelled_at_once_is_one_of_both(stage: Stage) -> None:
    document_id = stage.proposed()
    seen = stage.seen(document_id)

    def cancel() -> None:
        with stage.work("secretary") as work:
            adoption.cancel_proposal(work, document_id, seen=seen, reason="Опечатка")

    outcomes = at_once(lambda: confirm(stage, document_id), cancel)

    assert sorted(outcomes) == ["WrongState", "done"]
    adopted = outcomes[0] == "done"
    assert stage.document(document_id).state == ("adopted" if adopted else "tabled")
    stage.follow_up()
    assert verify(stage.services) == []


def test_a_proposal_confirmed_twice_at_once_is_one_act(stage: Stage) -> None:
    document_id = stage.proposed()

    outcomes = at_once(*[lambda: confirm(stage, document_id)] * 2)

    assert sorted(outcomes) == ["WrongState", "done"]
    assert stage.act(document_id).number == "СМВД/2026/1"


def test_one_number_confirmed_for_two_texts_at_once_is_given_once(stage: Stage) -> None:
    one, other = stage.proposed(), stage.proposed()

    outcomes = at_once(lambda: confirm(stage, one), lambda: confirm(stage, other))

    # Where both got as far as the writing, the database finds the second (PostgreSQL).
    assert sorted(outcomes) in (["Invalid", "done"], ["StaleRevision", "done"])
    assert sorted(stage.document(each).state for each in (one, other)) == ["adopted", "tabled"]


def test_two_proposals_at_once_are_one(stage: Stage) -> None:
    document_id = stage.tabled()

    outcomes = at_once(
        lambda: stage.propose(document_id, "СМВД/2026/1"), lambda: stage.propose(document_id, "СМВД/2026/2")
    )

    assert sorted(outcomes) == ["WrongState", "done"]


def test_a_round_closed_while_a_state_answers(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")

    outcomes = at_once(
        lambda: stage.close_round(document_id),
        lambda: stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против"),
    )

    assert outcomes in (["done", "WrongState"], ["done", "done"])
    with stage.services.readers() as session:
        kinds = [p.kind for p in positions_of(session, document_id) if p.state == "BY"]
    assert kinds == ["agreed", "objection"][: 1 + (outcomes[1] == "done")]
