"""States x rounds: what counts, what has lapsed, what silence and letters made, and what is still missing."""

from __future__ import annotations

from cmia_docs.actions.council import council
from cmia_docs.rules.positions import PositionKind
from tests.factories.council import SETTINGS
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.read_page import Reading


def tab(product: Product, document_id: int, who: str = "secretary") -> Reading:
    """The tab as somebody sees it."""
    return Reading(product.client(who).get(f"/documents/{document_id}/positions"))


def test_before_any_round_it_says_what_comes(product: Product) -> None:
    page = tab(product, product.draft(), "drafter")

    assert page.status == 200
    assert "Not circulated yet" in page.text


def test_what_is_missing_and_why_the_round_cannot_be_closed(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против <статьи> 1")

    page = tab(product, document_id)

    assert "Belarus Objection" in page.text
    assert "Kazakhstan No reply" in page.text
    assert "Против <статьи> 1" in page.text
    assert "Close the round : not possible yet." in page.text
    assert "replies are missing from: Kazakhstan." in page.text
    assert page.link("Enter a letter : Kazakhstan") == (f"/documents/{document_id}/positions/give?state=KZ")
    assert product.revision(document_id).text_sum[:8] in page.text


def test_why_it_cannot_be_agreed(product: Product) -> None:
    document_id = product.in_check()
    product.circulate(document_id, days=5)
    product.position(document_id, "belarus", "BY")
    product.clock.advance(days=6)
    product.close_round(document_id)

    page = tab(product, document_id)

    assert "Mark as agreed : not possible yet. No reply from: Kazakhstan." in page.text


def test_a_changed_text_makes_positions_lapse_to_its_makers_alone(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    makers, reviewer = tab(product, document_id, "drafter"), tab(product, document_id, "belarus")

    assert makers.text.count("Position lapsed") == 4
    assert "No reply 2" in makers.text
    # The states do not learn of a revision that was not sent to them.
    assert "Position lapsed" not in reviewer.text
    assert "revision 2" not in reviewer.text.lower()
    assert "Agreed 2" in reviewer.text


def test_a_new_round_shows_both_and_what_has_lapsed(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    product.circulate(document_id, states=("BY", "KZ", "KG"))
    product.position(document_id, "belarus", "BY", PositionKind.NOT_INTERESTED)

    page = tab(product, document_id, "belarus")

    assert "Belarus Not interested" in page.text
    assert "Kazakhstan No reply" in page.text
    assert "Kyrgyzstan No reply not addressed" in page.text
    assert page.text.index("Round 2 · revision 2") < page.text.index("Round 1 · revision 1")
    assert page.text.count("Position lapsed") == 4


def test_a_text_sent_again_unchanged_keeps_its_positions(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("BY", "KZ", "KG"))

    page = tab(product, document_id)

    assert "given in round 1 on the same text" in page.text
    assert "Position lapsed" not in page.text
    assert "Agreed 2" in page.text


def test_silence_and_letters_are_marked(product: Product) -> None:
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": "agreed"})
    document_id = product.in_check()
    product.circulate(document_id, days=5)
    product.position(document_id, "secretary", "BY", note="Письмо № 12/3")
    product.clock.advance(days=6)
    product.close_round(document_id)

    page = tab(product, document_id)

    assert page.text.count("agreed by silence") == 2
    assert page.text.count("entered from a letter") == 2
    assert "counts as agreed (silence procedure)" in page.text


def test_a_position_replaced_in_its_round_is_marked(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    product.position(document_id, "belarus", "BY")

    page = tab(product, document_id)

    assert "Belarus Objection replaced by a later one" in page.text
    assert "Belarus Agreed" in page.text


def test_a_state_sees_the_rounds_it_was_addressed_in(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("KZ",))

    page = tab(product, document_id, "belarus")

    assert "Round 1" in page.text
    assert "Round 2 · " not in page.text


def test_who_sees_the_adopted_text_alone_sees_no_positions(product: Product) -> None:
    document_id = product.adopted()

    for who in ("administrator", "kyrgyzstan", "other_drafter"):
        assert tab(product, document_id, who).status == 404
    assert tab(product, document_id, "chair").status == 200


def test_the_number_of_queries_does_not_grow(product: Product) -> None:
    few = product.circulated()
    product.position(few, "belarus", "BY")
    many = product.consolidated()
    for title in ("Цель", "Задачи", "Роль"):
        product.save(many, RUSSIAN.replace("Назначение", title))
        product.circulate(many, states=("BY", "KZ", "KG"))
        for who, state in (("belarus", "BY"), ("kazakhstan", "KZ"), ("kyrgyzstan", "KG")):
            product.position(many, who, state)
        product.close_round(many)
    product.circulate(many, states=("BY", "KZ", "KG"))
    client = product.client("secretary")
    client.get(f"/documents/{few}/positions")

    with counted(product) as first:
        client.get(f"/documents/{few}/positions")
    with counted(product) as second:
        client.get(f"/documents/{many}/positions")

    assert len(second) == len(first)
