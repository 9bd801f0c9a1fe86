"""Remarks, proposals and the answers to them."""

from __future__ import annotations

from typing import Any

from cmia_docs.actions.review import remarks
from cmia_docs.errors import Invalid, NotAllowed, NotFound, StaleRevision, WrongState
from cmia_docs.models import Remark
from cmia_docs.queries.review.remarks import dispositions_of, open_remarks, remarks_of
from cmia_docs.rules.positions import DispositionKind
from tests.actions.refusals import refused
from tests.factories.stage import RUSSIAN, Stage


def remark(stage: Stage, document_id: int, who: str = "belarus", **changes: Any) -> Remark:
    """A remark of Belarus on clause c1, unless said otherwise."""
    how: dict[str, Any] = {
        "seen": stage.seen(document_id),
        "language": "ru",
        "unit_id": "c1",
        "body": "Уточнить",
        "state": "BY",
    }
    with stage.work(who) as work:
        return remarks.remark(work, document_id, **(how | changes))


def remarks_made(stage: Stage, document_id: int) -> list[Remark]:
    """All of the document."""
    with stage.services.readers() as session:
        return remarks_of(session, document_id)


def test_a_remark_in_a_round_carries_round_revision_and_state(stage: Stage) -> None:
    document_id = stage.circulated()

    made = remark(stage, document_id, wording="Совет даёт заключения.")

    assert made.revision_id == stage.seen(document_id)
    assert (made.state, made.unit_id, made.language) == ("BY", "c1", "ru")
    assert (made.body, made.wording, made.author_name) == (
        "Уточнить",
        "Совет даёт заключения.",
        "Алеся Новик",
    )
    assert made.round_id is not None


def test_a_remark_outside_a_round_has_none(stage: Stage) -> None:
    document_id = stage.draft()

    assert remark(stage, document_id, "drafter", state="").round_id is None


def test_a_form_sent_twice_is_one_remark(stage: Stage) -> None:
    document_id = stage.circulated()
    first = remark(stage, document_id)

    with refused(Invalid, "remark.already_made", field="body"):
        remark(stage, document_id)
    remark(stage, document_id, unit_id="c2")
    remark(stage, document_id, wording="")
    with stage.work("belarus") as work:
        remarks.withdraw_remark(work, first.id)
    remark(stage, document_id)

    assert len(remarks_made(stage, document_id)) == 4


def test_a_remark_can_be_made_again_in_the_next_round(stage: Stage) -> None:
    document_id = stage.circulated()
    made = remark(stage, document_id)
    stage.clock.advance(days=40)
    stage.close_round(document_id)
    with stage.work("secretary") as work:
        remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.NOTED)
    stage.circulate(document_id)

    assert remark(stage, document_id).revision_id == made.revision_id


def test_words_are_kept_exactly(stage: Stage) -> None:
    document_id = stage.circulated()
    odd = "<b>1</b> -- `rm` ../x\n\tвторая строка"

    assert remark(stage, document_id, body=odd, wording="**п.** [[c2]]").body == odd


def test_what_a_remark_is_refused_for(stage: Stage) -> None:
    document_id = stage.circulated()

    with refused(Invalid, "field.missing", field="body"):
        remark(stage, document_id, body=" ")
    with refused(Invalid, "remark.unit", field="unit", unit="zz9"):
        remark(stage, document_id, unit_id="zz9")
    with refused(Invalid, "remark.language", field="language"):
        remark(stage, document_id, language="fr")
    with refused(Invalid, "remark.state_missing", field="state"):
        remark(stage, document_id, state="")
    with refused(NotAllowed, "remark.other_state"):
        remark(stage, document_id, state="KZ")
    with refused(NotFound, "document.unknown"):
        remark(stage, document_id, "kyrgyzstan", state="KG")
    with refused(StaleRevision, "revision.stale"):
        remark(stage, document_id, seen=stage.seen(document_id) + 1)


def test_a_proposal_needs_no_words_beside_its_wording(stage: Stage) -> None:
    document_id = stage.circulated()

    made = remark(stage, document_id, body="", wording="")

    assert (made.body, made.wording) == ("", "")


def test_states_speak_in_their_round_only(stage: Stage) -> None:
    document_id = stage.consolidated()

    with refused(NotAllowed, "workflow.not_your_role"):
        remark(stage, document_id)


def test_the_author_or_their_state_takes_a_remark_back(stage: Stage) -> None:
    document_id = stage.circulated()
    made = remark(stage, document_id)

    with refused(NotAllowed, "remark.not_yours"), stage.work("kazakhstan") as work:
        remarks.withdraw_remark(work, made.id)
    with stage.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)
    with refused(WrongState, "remark.withdrawn"), stage.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)

    with stage.services.readers() as session:
        [kept] = remarks_of(session, document_id)
        assert (kept.body, kept.withdrawn_at) == ("Уточнить", stage.clock())
        assert open_remarks(session, document_id) == 0


def test_a_refusal_needs_its_reason_and_the_latest_answer_holds(stage: Stage) -> None:
    document_id = stage.circulated()
    made = remark(stage, document_id)
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")

    with refused(WrongState, "workflow.not_in_this_state"), stage.work("secretary") as work:
        remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.ACCEPTED)
    stage.close_round(document_id)
    for kind in (DispositionKind.REJECTED, DispositionKind.PARTLY_ACCEPTED):
        with refused(Invalid, "field.missing", field="reason"), stage.work("secretary") as work:
            remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=kind)
    with stage.work("secretary") as work:
        remarks.dispose(
            work,
            made.id,
            seen=stage.seen(document_id),
            kind=DispositionKind.REJECTED,
            reason="Есть в статье 2",
        )
    carrier = stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    with stage.work("secretary") as work:
        remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.ACCEPTED)

    with stage.services.readers() as session:
        holds = dispositions_of(session, document_id)[made.id]
        assert (holds.kind, holds.reason, holds.revision_id) == ("accepted", "", carrier)


def test_only_the_secretariat_answers(stage: Stage) -> None:
    document_id = stage.circulated()
    made = remark(stage, document_id)

    for who in ("drafter", "belarus"):
        with (
            refused(WrongState, "workflow.not_in_this_state"),
            stage.work(who) as work,
        ):
            remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.NOTED)
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    for who in ("drafter", "belarus"):
        with refused(NotAllowed, "workflow.not_your_role"), stage.work(who) as work:
            remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.NOTED)


def test_an_unknown_remark(stage: Stage) -> None:
    with refused(NotFound, "remark.unknown"), stage.work("secretary") as work:
        remarks.withdraw_remark(work, 10**6)
