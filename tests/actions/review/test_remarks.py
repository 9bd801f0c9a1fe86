"""Remarks, proposals and the answers to them."""

from __future__ import annotations

from typing import Any

from cmia_docs.actions.review import remarks
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible, StaleRevision
from cmia_docs.models import Remark
from cmia_docs.queries.review.remarks import dispositions_of, open_remarks, remarks_of
from cmia_docs.rules.positions import DispositionKind
from tests.actions.refusals import refused
from tests.factories.followed import events
from tests.factories.product import RUSSIAN, Product


def remark(product: Product, document_id: int, who: str = "belarus", **changes: Any) -> Remark:
    """A remark of Belarus on clause c1, by default."""
    how: dict[str, Any] = {
        "seen": product.seen(document_id),
        "language": "ru",
        "unit_id": "c1",
        "body": "Уточнить",
        "state": "BY",
    }
    with product.work(who) as work:
        return remarks.remark(work, document_id, **(how | changes))


def remarks_made(product: Product, document_id: int) -> list[Remark]:
    """All of the document."""
    with product.services.readers() as db:
        return remarks_of(db, document_id)


def test_a_remark_in_a_round_carries_round_revision_and_state(product: Product) -> None:
    document_id = product.circulated()

    made = remark(product, document_id, wording="Совет даёт заключения.")

    assert made.revision_id == product.seen(document_id)
    assert (made.state, made.unit_id, made.language) == ("BY", "c1", "ru")
    assert (made.body, made.wording, made.author_name) == (
        "Уточнить",
        "Совет даёт заключения.",
        "Алеся Новик",
    )
    assert made.round_id is not None


def test_a_remark_outside_a_round_has_none(product: Product) -> None:
    document_id = product.draft()

    assert remark(product, document_id, "drafter", state="").round_id is None


def test_a_form_sent_twice_is_one_remark(product: Product) -> None:
    document_id = product.circulated()
    first = remark(product, document_id)

    with refused(Invalid, "remark.already_made", field="body"):
        remark(product, document_id)
    remark(product, document_id, unit_id="c2")
    remark(product, document_id, wording="")
    with product.work("belarus") as work:
        remarks.withdraw_remark(work, first.id)
    remark(product, document_id)

    assert len(remarks_made(product, document_id)) == 4


def test_a_remark_can_be_made_again_in_the_next_round(product: Product) -> None:
    document_id = product.circulated()
    made = remark(product, document_id)
    product.clock.advance(days=40)
    product.close_round(document_id)
    with product.work("secretary") as work:
        remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.NOTED)
    product.circulate(document_id)

    assert remark(product, document_id).revision_id == made.revision_id


def test_words_are_stored_exactly(product: Product) -> None:
    document_id = product.circulated()
    odd = "<b>1</b> -- `rm` ../x\n\tвторая строка"

    assert remark(product, document_id, body=odd, wording="**п.** [[c2]]").body == odd


def test_what_a_remark_is_refused_for(product: Product) -> None:
    document_id = product.circulated()

    with refused(Invalid, "field.missing", field="body"):
        remark(product, document_id, body=" ")
    with refused(Invalid, "remark.unit", field="unit"):
        remark(product, document_id, unit_id="zz9")
    with refused(Invalid, "remark.language", field="language"):
        remark(product, document_id, language="fr")
    with refused(Invalid, "remark.state_missing", field="state"):
        remark(product, document_id, state="")
    with refused(NotAllowed, "remark.other_state"):
        remark(product, document_id, state="KZ")
    with refused(NotFound, "document.unknown"):
        remark(product, document_id, "kyrgyzstan", state="KG")
    with refused(StaleRevision, "revision.stale"):
        remark(product, document_id, seen=product.seen(document_id) + 1)


def test_a_proposal_needs_no_words_beside_its_wording(product: Product) -> None:
    document_id = product.circulated()

    made = remark(product, document_id, body="", wording="")

    assert (made.body, made.wording) == ("", "")


def test_states_speak_in_their_round_only(product: Product) -> None:
    document_id = product.consolidated()

    with refused(NotAllowed, "workflow.not_your_role"):
        remark(product, document_id)


def test_the_author_or_their_state_takes_a_remark_back(product: Product) -> None:
    document_id = product.circulated()
    made = remark(product, document_id)

    with refused(NotAllowed, "remark.not_yours"), product.work("kazakhstan") as work:
        remarks.withdraw_remark(work, made.id)
    with product.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)
    with refused(NotPossible, "remark.withdrawn"), product.work("belarus") as work:
        remarks.withdraw_remark(work, made.id)

    with product.services.readers() as db:
        [stored] = remarks_of(db, document_id)
        assert (stored.body, stored.withdrawn_at) == ("Уточнить", product.clock())
        assert open_remarks(db, document_id) == 0


def test_taking_a_remark_back_is_about_the_text_it_was_made_on(product: Product) -> None:
    document_id = product.draft()
    made = remark(product, document_id, "drafter", state="")
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    with product.work("drafter") as work:
        taken_back = remarks.withdraw_remark(work, made.id)

    assert made.revision_id != product.seen(document_id)
    assert taken_back.revision_id == made.revision_id


def test_a_refusal_needs_its_reason_and_the_latest_answer_holds(product: Product) -> None:
    document_id = product.circulated()
    made = remark(product, document_id)
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")

    with refused(NotPossible, "workflow.not_in_this_stage"), product.work("secretary") as work:
        remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.ACCEPTED)
    product.close_round(document_id)
    for kind in (DispositionKind.REJECTED, DispositionKind.PARTLY_ACCEPTED):
        with refused(Invalid, "field.missing", field="reason"), product.work("secretary") as work:
            remarks.dispose(work, made.id, seen=product.seen(document_id), kind=kind)
    with product.work("secretary") as work:
        remarks.dispose(
            work,
            made.id,
            seen=product.seen(document_id),
            kind=DispositionKind.REJECTED,
            reason="Есть в статье 2",
        )
    carrier = product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    with product.work("secretary") as work:
        remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.ACCEPTED)

    with product.services.readers() as db:
        holds = dispositions_of(db, document_id)[made.id]
        assert (holds.kind, holds.reason, holds.revision_id) == ("accepted", "", carrier)


def test_only_the_secretariat_answers(product: Product) -> None:
    document_id = product.circulated()
    made = remark(product, document_id)

    for who in ("drafter", "belarus"):
        with (
            refused(NotPossible, "workflow.not_in_this_stage"),
            product.work(who) as work,
        ):
            remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.NOTED)
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    for who in ("drafter", "belarus"):
        with refused(NotAllowed, "workflow.not_your_role"), product.work(who) as work:
            remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.NOTED)


def test_an_unknown_remark(product: Product) -> None:
    with refused(NotFound, "remark.unknown"), product.work("secretary") as work:
        remarks.withdraw_remark(work, 10**6)


def test_an_answer_that_was_not_seen_is_not_replaced(product: Product) -> None:
    document_id = product.circulated()
    first, other = remark(product, document_id), remark(product, document_id, unit_id="c2")
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    known, seen = events(product)[-1].id, product.seen(document_id)

    def answer(remark_id: int) -> None:
        with product.work("secretary") as work:
            remarks.dispose(work, remark_id, seen=seen, kind=DispositionKind.NOTED, known=known)

    answer(first.id)
    # An answer to another remark is in nobody's way.
    answer(other.id)
    with refused(StaleRevision, "act.done_meanwhile", who="Ольга Белова"):
        answer(first.id)
