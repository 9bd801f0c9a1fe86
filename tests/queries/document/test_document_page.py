"""The counts on the tabs of a document, as far as each person may see what they count."""

from __future__ import annotations

from cmia_docs.actions.review import remarks
from cmia_docs.queries.document.document_page import Counts, counts_of, remarks_by_unit
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.rules.permissions import PUBLIC_READER, Actor, visibility_of
from tests.factories.product import Product


def counted(product: Product, document_id: int, actor: Actor) -> tuple[Counts, dict[str, int]]:
    """The counts, and the remarks by unit."""
    with product.services.readers() as db:
        document = product.document(document_id)
        visibility = visibility_of(actor, rights_subject_of(db, document))
        return counts_of(db, document, visibility), remarks_by_unit(db, document_id, visibility)


def remark(product: Product, document_id: int, who: str, state: str) -> None:
    """One remark on the first clause."""
    with product.work(who) as work:
        remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state=state,
        )


def test_who_reads_the_register_alone_sees_its_text_and_no_review(product: Product) -> None:
    adopted = product.adopted()
    assert counted(product, adopted, PUBLIC_READER) == (Counts(1, 0, 0), {})


def test_each_sees_the_counts_of_what_is_open_to_them(product: Product) -> None:
    document_id = product.draft()
    remark(product, document_id, "secretary", "")
    with product.work("secretary") as work:
        first = remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Снято",
            state="",
        )
        remarks.withdraw_remark(work, first.id)
    product.submit(document_id)
    product.circulate(document_id)
    product.position(document_id, "belarus", "BY")
    remark(product, document_id, "belarus", "BY")

    assert counted(product, document_id, product.actor("secretary")) == (Counts(1, 1, 2), {"c1": 2})
    assert counted(product, document_id, product.actor("belarus")) == (Counts(1, 1, 1), {"c1": 1})
