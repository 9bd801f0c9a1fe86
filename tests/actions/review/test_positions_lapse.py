"""A position counts for one text: any change makes it lapse, even one that is taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cmia_docs.actions.document.revisions import save
from cmia_docs.actions.review import agreement
from cmia_docs.errors import NotPossible
from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import latest_round, positions_of, tally_of
from cmia_docs.rules.positions import PositionKind, Tally
from cmia_docs.text.format.file_format import parse
from tests.actions.refusals import refused
from tests.factories.product import ENGLISH, RUSSIAN, Product, texts

CHANGED = RUSSIAN.replace("носят рекомендательный характер", "обязательны для исполнения")


def tally_now(product: Product, document_id: int) -> Tally:
    """The positions of the addressed states on the current text."""
    with product.services.readers() as db:
        round_ = latest_round(db, document_id)
        assert round_ is not None
        return tally_of(db, round_, product.revision(document_id))


def current_positions(product: Product, document_id: int) -> list[Position]:
    """All positions on record."""
    with product.services.readers() as db:
        return positions_of(db, document_id)


def agree(product: Product, document_id: int) -> None:
    """The secretariat declares the current text agreed."""
    with product.work("secretary") as work:
        agreement.agree(work, document_id, seen=product.seen(document_id))


def test_positions_on_the_circulated_text_count(product: Product) -> None:
    document_id = product.consolidated()

    assert tally_now(product, document_id).missing == ()
    agree(product, document_id)
    assert product.document(document_id).stage == "agreed"


def test_a_change_makes_positions_lapse(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, CHANGED)

    assert tally_now(product, document_id).missing == ("BY", "KZ")
    with refused(NotPossible, "text.changed_since_circulation"):
        agree(product, document_id)
    assert [p.kind for p in current_positions(product, document_id)] == ["agreed", "agreed"]


@pytest.mark.parametrize("what", ["title", "authentic", "one language", "label", "space"])
def test_the_smallest_change_is_one(product: Product, what: str) -> None:
    document_id = product.consolidated()
    described = product.document(document_id).description
    changed = texts()
    if what == "title":
        described = replace(described, titles={**described.titles, "en": "Regulation on the Board"})
    elif what == "authentic":
        described = replace(described, authentic=("ru", "en"))
    elif what == "one language":
        changed["en"] = parse(ENGLISH.replace("opinions", "opinion"), "en")
    elif what == "label":
        changed = {"ru": parse(RUSSIAN.replace("2. Решения", "2-1. Решения"), "ru"), "en": changed["en"]}
    else:
        changed["ru"] = parse(RUSSIAN.replace("носят ", "носят\u00a0"), "ru")
    with product.work("drafter") as work:
        save(
            work,
            document_id,
            seen=product.seen(document_id),
            texts=changed,
            message="Правка",
            description=described,
        )

    assert tally_now(product, document_id).missing == ("BY", "KZ")
    with refused(NotPossible, "text.changed_since_circulation"):
        agree(product, document_id)


def test_a_change_taken_back_does_not_revive_them(product: Product) -> None:
    document_id = product.consolidated()
    circulated = product.revision(document_id)
    product.save(document_id, CHANGED)
    product.save(document_id, RUSSIAN)
    now = product.revision(document_id)

    assert (now.text_sum, now.commit == circulated.commit) == (circulated.text_sum, False)
    assert tally_now(product, document_id).missing == ("BY", "KZ")
    with refused(NotPossible, "text.changed_since_circulation"):
        agree(product, document_id)


def test_an_objection_to_the_old_text_lapses_like_the_rest(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    product.save(document_id, CHANGED)

    assert tally_now(product, document_id) == Tally({}, missing=("BY", "KZ"), objections=())


def test_a_new_round_asks_all_states_again(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, CHANGED)
    product.circulate(document_id)
    product.position(document_id, "belarus", "BY")

    assert tally_now(product, document_id).missing == ("KZ",)

    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    agree(product, document_id)
    assert product.document(document_id).stage == "agreed"


def test_the_same_text_sent_again_keeps_its_positions(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("BY", "KZ", "KG"))

    assert tally_now(product, document_id).missing == ("KG",)
