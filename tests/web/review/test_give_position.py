"""A state gives its position on exactly the text shown; the secretariat enters a letter."""

from __future__ import annotations

from typing import Any

from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.positions import PositionKind
from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading
from tests.web.reading import words


def address(document_id: int) -> str:
    """The form's."""
    return f"/documents/{document_id}/positions/give"


def typed(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form filled in for Belarus."""
    return {"seen": product.seen(document_id), "state": "BY", "kind": "agreed", "note": ""} | changes


def given(product: Product, document_id: int) -> list[Position]:
    """The positions on record."""
    with product.services.readers() as db:
        return positions_of(db, document_id)


def test_the_form_says_which_text_it_is_about(product: Product) -> None:
    document_id = product.circulated()

    page = Reading(product.client("belarus").get(address(document_id)))

    assert page.status == 200
    assert "The position is on exactly this text: revision 1" in page.text
    assert product.revision(document_id).text_sum[:16] in page.text
    assert page.link("Read the text") == f"/documents/{document_id}?revision=1"
    assert (page.value("state"), page.value("seen")) == ("BY", str(product.seen(document_id)))
    assert "Last position" not in page.text
    assert "Compare with what was sent before" not in page.text


def test_a_second_round_compares_and_shows_the_state_s_last_word(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    product.save(document_id, RUSSIAN.replace("Назначение", "Задачи"))
    product.circulate(document_id)

    page = Reading(product.client("belarus").get(address(document_id)))

    assert page.link("Compare with what was sent before") == (
        f"/documents/{document_id}/compare?old=1&new=3&changes=1"
    )
    assert "Last position of Belarus: Objection Position lapsed" in page.text
    assert "Против статьи 1" in page.text


def test_a_position_is_given(product: Product) -> None:
    document_id = product.circulated()

    answer = product.client("belarus").post(address(document_id), data=typed(product, document_id))

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/positions")
    [position] = given(product, document_id)
    assert (position.state, position.kind, position.by_letter) == ("BY", "agreed", False)


def test_a_reviewer_cannot_answer_for_another_state(product: Product) -> None:
    document_id = product.circulated()

    answer = product.client("kazakhstan").post(address(document_id), data=typed(product, document_id))

    assert answer.status_code == 403
    assert given(product, document_id) == []


def test_for_a_state_not_addressed_there_is_no_such_document(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("kyrgyzstan")

    opened = client.get(address(document_id))
    sent = client.post(address(document_id), data=typed(product, document_id, state="KG"))

    assert (opened.status_code, sent.status_code) == (404, 404)


def test_a_state_addressed_before_but_not_in_this_round_cannot_answer(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("KZ",))
    client = product.client("belarus")

    opened = client.get(address(document_id))
    sent = client.post(address(document_id), data=typed(product, document_id))

    assert opened.status_code == 403
    assert sent.status_code == 403
    assert len(given(product, document_id)) == 2


def test_an_objection_without_grounds_comes_back(product: Product) -> None:
    document_id = product.circulated()

    page = Reading(
        product.client("belarus").post(
            address(document_id), data=typed(product, document_id, kind="objection")
        )
    )

    assert (page.status, page.value("kind")) == (422, "objection")
    assert "Note : This field is required." in page.text


def test_an_unknown_kind_and_none_come_back_with_the_note(product: Product) -> None:
    document_id = product.circulated()

    for kind in ("", "perhaps"):
        sent = typed(product, document_id, kind=kind, note="<b>Особо</b>")
        page = Reading(product.client("belarus").post(address(document_id), data=sent))
        assert (page.status, page.value("note")) == (422, "<b>Особо</b>")
    assert given(product, document_id) == []


def test_another_text_meanwhile_keeps_the_note_and_asks_for_the_choice_again(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    product.circulate(document_id)
    sent = typed(product, document_id, seen=seen, kind="agreed_with_remarks", note="См. замечания")

    page = Reading(product.client("belarus").post(address(document_id), data=sent))

    assert page.status == 409
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert (page.value("kind"), page.value("note")) == ("", "См. замечания")
    assert page.value("seen") == str(product.seen(document_id))
    assert len(given(product, document_id)) == 2


def test_a_closed_round_refuses_without_telling_of_the_text_that_came_after(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    page = Reading(
        product.client("belarus").post(address(document_id), data=typed(product, document_id, seen=seen))
    )

    assert page.status == 409
    assert "not possible now: the document is in the stage “consolidation”" in page.text
    assert "compare" not in " ".join(url for _, url in page.links)


def test_the_secretariat_enters_a_letter_and_names_it(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("secretary")

    page = Reading(client.get(f"{address(document_id)}?state=KZ"))
    assert (page.options["state"], page.value("state")) == (["BY", "KZ"], "KZ")
    assert "State the number and date of the letter in the note" in page.text
    assert "Note (optional)" not in words(client.get(address(document_id)).text)
    assert "Note (optional)" in words(product.client("kazakhstan").get(address(document_id)).text)

    unnamed = Reading(client.post(address(document_id), data=typed(product, document_id, state="KZ")))
    assert unnamed.status == 422
    assert "name the letter that it came with" in unnamed.text

    sent = typed(product, document_id, state="KZ", note="Письмо № 12/3")
    assert client.post(address(document_id), data=sent).status_code == 302
    [position] = given(product, document_id)
    assert (position.state, position.by_letter, position.note) == ("KZ", True, "Письмо № 12/3")
