"""When a text may be agreed, reopened and accepted."""

from __future__ import annotations

from cmia_docs.actions.review import agreement, remarks
from cmia_docs.errors import Invalid, NotAllowed, NotPossible, StaleRevision
from cmia_docs.rules.positions import DispositionKind, PositionKind
from tests.actions.refusals import refused
from tests.factories.product import RUSSIAN, Product


def agree(product: Product, document_id: int, who: str = "secretary") -> None:
    """Declare the text agreed."""
    with product.work(who) as work:
        agreement.agree(work, document_id, seen=product.seen(document_id))


def test_an_objection_on_this_text_blocks(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)

    with refused(NotPossible, "positions.objection_stands", states=("BY",)):
        agree(product, document_id)
    assert product.document(document_id).stage == "consolidation"


def test_an_objection_taken_back_in_the_round_does_not(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    product.position(document_id, "belarus", "BY", PositionKind.NOT_INTERESTED)
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)

    agree(product, document_id)

    assert product.document(document_id).stage == "agreed"


def test_a_remark_without_an_answer_blocks_agreement_and_a_new_round(product: Product) -> None:
    document_id = product.circulated()
    with product.work("belarus") as work:
        made = remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state="BY",
        )
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)

    with refused(NotPossible, "remarks.without_disposition", count=1):
        agree(product, document_id)
    with refused(NotPossible, "remarks.without_disposition", count=1):
        product.circulate(document_id)

    with product.work("secretary") as work:
        remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.NOTED)
    agree(product, document_id)
    assert product.document(document_id).stage == "agreed"


def test_a_remark_taken_back_needs_no_answer(product: Product) -> None:
    document_id = product.circulated()
    with product.work("belarus") as work:
        made = remarks.remark(
            work, document_id, seen=product.seen(document_id), language="ru", unit_id="", body="?", state="BY"
        )
    with product.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)

    agree(product, document_id)

    assert product.document(document_id).stage == "agreed"


def test_only_the_secretariat_declares_agreement(product: Product) -> None:
    document_id = product.consolidated()

    for who in ("drafter", "belarus"):
        with refused(NotAllowed, "workflow.not_your_role"):
            agree(product, document_id, who)


def test_agreement_is_declared_on_the_text_seen(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    with refused(StaleRevision, "revision.stale", seen=seen), product.work("secretary") as work:
        agreement.agree(work, document_id, seen=seen)


def test_a_type_that_skips_circulation_is_accepted_after_the_check(product: Product) -> None:
    decision = product.in_check(act_type="decision")
    regulation = product.in_check()

    with product.work("secretary") as work:
        agreement.accept(work, decision, seen=product.seen(decision))
    assert product.document(decision).stage == "agreed"
    with refused(NotPossible, "type.needs_circulation"), product.work("secretary") as work:
        agreement.accept(work, regulation, seen=product.seen(regulation))
    with refused(NotPossible, "type.skips_circulation"):
        product.circulate(product.in_check(act_type="decision"))


def test_reopening_needs_a_reason_and_leads_to_consolidation(product: Product) -> None:
    document_id = product.agreed()

    with refused(Invalid, "reason.missing"), product.work("secretary") as work:
        agreement.reopen(work, document_id, seen=product.seen(document_id), reason=" ")
    with product.work("secretary") as work:
        agreement.reopen(work, document_id, seen=product.seen(document_id), reason="Просьба Казахстана")

    assert product.document(document_id).stage == "consolidation"
