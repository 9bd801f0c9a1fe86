"""What keeps a text from being agreed, reopened and accepted."""

from __future__ import annotations

from cmia_docs.actions.review import agreement, remarks
from cmia_docs.errors import Invalid, NotAllowed, StaleRevision, WrongState
from cmia_docs.rules.positions import DispositionKind, PositionKind
from tests.actions.refusals import refused
from tests.factories.stage import RUSSIAN, Stage


def agree(stage: Stage, document_id: int, who: str = "secretary") -> None:
    """Declare the text agreed."""
    with stage.work(who) as work:
        agreement.agree(work, document_id, seen=stage.seen(document_id))


def test_an_objection_on_this_text_blocks(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)

    with refused(WrongState, "positions.objection_stands", states=("BY",)):
        agree(stage, document_id)
    assert stage.document(document_id).state == "consolidation"


def test_an_objection_taken_back_in_the_round_does_not(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    stage.position(document_id, "belarus", "BY", PositionKind.NOT_INTERESTED)
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)

    agree(stage, document_id)

    assert stage.document(document_id).state == "agreed"


def test_a_remark_without_an_answer_blocks_agreement_and_a_new_round(stage: Stage) -> None:
    document_id = stage.circulated()
    with stage.work("belarus") as work:
        made = remarks.remark(
            work,
            document_id,
            seen=stage.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state="BY",
        )
    stage.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)

    with refused(WrongState, "remarks.without_disposition", count=1):
        agree(stage, document_id)
    with refused(WrongState, "remarks.without_disposition", count=1):
        stage.circulate(document_id)

    with stage.work("secretary") as work:
        remarks.dispose(work, made.id, seen=stage.seen(document_id), kind=DispositionKind.NOTED)
    agree(stage, document_id)
    assert stage.document(document_id).state == "agreed"


def test_a_remark_taken_back_needs_no_answer(stage: Stage) -> None:
    document_id = stage.circulated()
    with stage.work("belarus") as work:
        made = remarks.remark(
            work, document_id, seen=stage.seen(document_id), language="ru", unit_id="", body="?", state="BY"
        )
    with stage.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)

    agree(stage, document_id)

    assert stage.document(document_id).state == "agreed"


def test_only_the_secretariat_declares_agreement(stage: Stage) -> None:
    document_id = stage.consolidated()

    for who in ("drafter", "belarus"):
        with refused(NotAllowed, "workflow.not_your_role"):
            agree(stage, document_id, who)


def test_agreement_is_declared_on_the_text_seen(stage: Stage) -> None:
    document_id = stage.consolidated()
    seen = stage.seen(document_id)
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    with refused(StaleRevision, "revision.stale", seen=seen), stage.work("secretary") as work:
        agreement.agree(work, document_id, seen=seen)


def test_a_type_that_skips_circulation_is_accepted_after_the_check(stage: Stage) -> None:
    decision = stage.in_check(act_type="decision")
    regulation = stage.in_check()

    with stage.work("secretary") as work:
        agreement.accept(work, decision, seen=stage.seen(decision))
    assert stage.document(decision).state == "agreed"
    with refused(WrongState, "type.needs_circulation"), stage.work("secretary") as work:
        agreement.accept(work, regulation, seen=stage.seen(regulation))
    with refused(WrongState, "type.skips_circulation"):
        stage.circulate(stage.in_check(act_type="decision"))


def test_reopening_needs_a_reason_and_leads_to_consolidation(stage: Stage) -> None:
    document_id = stage.agreed()

    with refused(Invalid, "reason.missing"), stage.work("secretary") as work:
        agreement.reopen(work, document_id, seen=stage.seen(document_id), reason=" ")
    with stage.work("secretary") as work:
        agreement.reopen(work, document_id, seen=stage.seen(document_id), reason="Просьба Казахстана")

    assert stage.document(document_id).state == "consolidation"
