"""Making a remark or proposing wording on an element of the text."""

from __future__ import annotations

from typing import Any

from cmia_docs.models import Remark
from cmia_docs.queries.review.remarks import remarks_of
from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading

C1 = "Научно-консультативный совет даёт заключения на проекты."


def address(document_id: int) -> str:
    """The form's."""
    return f"/documents/{document_id}/remarks/add"


def typed(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form as Belarus fills it in: the words of the element are unchanged."""
    return {
        "seen": product.seen(document_id),
        "language": "ru",
        "unit": "c1",
        "state": "BY",
        "body": "Уточнить",
        "wording": C1,
    } | changes


def made(product: Product, document_id: int) -> list[Remark]:
    """The remarks on record."""
    with product.services.readers() as db:
        return remarks_of(db, document_id)


def test_the_form_shows_the_element_and_offers_its_words(product: Product) -> None:
    document_id = product.circulated()

    page = Reading(product.client("belarus").get(f"{address(document_id)}?unit=c1&language=ru"))

    assert page.status == 200
    assert f"1. {C1}" in page.text
    assert (page.value("unit"), page.value("wording"), page.value("state")) == ("c1", C1, "BY")
    assert page.options["unit"] == ["", "t1", "s1", "a1", "c1", "c2", "a2", "c3"]


def test_a_remark_is_made_where_the_words_were_left_alone(product: Product) -> None:
    document_id = product.circulated()

    answer = product.client("belarus").post(address(document_id), data=typed(product, document_id))

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/remarks")
    [remark] = made(product, document_id)
    assert (remark.body, remark.wording, remark.unit_id, remark.state) == ("Уточнить", None, "c1", "BY")


def test_changed_words_are_a_proposal_and_emptied_ones_are_not(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("belarus")
    proposed = C1.replace("даёт", "готовит")

    client.post(address(document_id), data=typed(product, document_id, body="", wording=f"{proposed}\r\n"))
    client.post(address(document_id), data=typed(product, document_id, wording=""))
    client.post(address(document_id), data=typed(product, document_id, body="", delete="y"))

    assert [remark.wording for remark in made(product, document_id)] == [proposed, None, ""]


def test_a_remark_on_the_whole_text(product: Product) -> None:
    document_id = product.circulated()
    page = Reading(product.client("belarus").get(address(document_id)))
    assert (page.value("unit"), "wording" in page.fields) == ("", False)

    sent = {
        "seen": page.value("seen"),
        "language": "ru",
        "unit": "",
        "state": "BY",
        "body": "В целом согласны",
    }
    assert product.client("belarus").post(address(document_id), data=sent).status_code == 302
    assert [remark.unit_id for remark in made(product, document_id)] == [""]


def test_another_element_is_shown_without_saving_or_losing_anything(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("belarus")

    moved = Reading(client.post(address(document_id), data=typed(product, document_id, unit="c2", show="1")))
    assert moved.status == 200
    assert (moved.value("unit"), moved.value("body")) == ("c2", "Уточнить")
    assert moved.value("wording") == "Решения Совета носят рекомендательный характер."

    changed = typed(product, document_id, unit="c2", wording="Мои слова", show="1")
    unchanged = Reading(client.post(address(document_id), data=changed))
    assert unchanged.value("wording") == "Мои слова"

    other = typed(product, document_id, language="en", wording="", show="1")
    english = Reading(client.post(address(document_id), data=other))
    assert english.value("wording") == "The Scientific Advisory Board gives opinions on drafts."
    assert made(product, document_id) == []


def test_what_cannot_be_taken_comes_back_as_typed(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("belarus")

    for changes, sentence in (
        ({"body": ""}, "This field is required."),
        ({"unit": "zz9"}, "This element is not in the text. Choose another."),
        ({"language": "fr"}, "The document has no text in this language."),
        ({"body": "а\0"}, "There is an invisible or unassigned character (U+0000). Remove it."),
        ({"body": "я" * 20_001}, "This is too long: 20001 characters; the limit is 20000."),
    ):
        sent = typed(product, document_id, **changes)
        page = Reading(client.post(address(document_id), data=sent))
        assert page.status == 422
        assert sentence in page.text
        assert page.value("body") == sent["body"]
    assert made(product, document_id) == []


def test_markup_is_shown_as_text(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("belarus")
    nasty = "</textarea><script>alert(1)</script> -- ../x"
    client.post(address(document_id), data=typed(product, document_id, body=nasty, wording=nasty))

    page = client.get(f"/documents/{document_id}/remarks").get_data(as_text=True)

    assert "<script>alert" not in page
    assert [remark.body for remark in made(product, document_id)] == [nasty]


def test_a_changed_text_keeps_the_remark_and_shows_what_changed(product: Product) -> None:
    document_id = product.draft()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace(f"1. {C1} {{#c1}}\n\n", ""))
    sent = typed(product, document_id, seen=seen, state="", wording="Мои слова")

    page = Reading(product.client("drafter").post(address(document_id), data=sent))

    assert page.status == 409
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert (page.value("body"), page.value("seen")) == ("Уточнить", str(product.seen(document_id)))
    # The element is no longer in the text: another has to be chosen, and the wording stays.
    assert page.value("unit") == ""
    assert page.value("wording") == "Мои слова"


def test_a_closed_round_keeps_what_was_typed(product: Product) -> None:
    document_id = product.consolidated()

    page = Reading(
        product.client("belarus").post(address(document_id), data=typed(product, document_id, body="Поздно"))
    )

    assert page.status == 403
    assert page.value("body") == "Поздно"


def test_in_whose_name(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("kazakhstan")

    assert client.post(address(document_id), data=typed(product, document_id)).status_code == 403
    assert client.post(address(document_id), data=typed(product, document_id, state="")).status_code == 422
    secretary = Reading(product.client("secretary").get(address(document_id)))
    assert secretary.options["state"] == ["", "BY", "KZ"]
    letter = typed(product, document_id, state="KZ")
    assert product.client("secretary").post(address(document_id), data=letter).status_code == 302
    assert [(r.state, r.author_name) for r in made(product, document_id)] == [("KZ", "Ольга Белова")]


def test_a_state_addressed_before_but_not_in_this_round_cannot_speak_in_it(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("KZ",))

    page = Reading(product.client("belarus").post(address(document_id), data=typed(product, document_id)))

    assert (page.status, page.value("body")) == (403, "Уточнить")
    assert "This round was not sent to that state." in page.text
    assert made(product, document_id) == []


def test_the_element_shown_has_no_permalink(product: Product) -> None:
    document_id = product.circulated()
    page = product.client("belarus").get(f"/documents/{document_id}/remarks/add?unit=c1&language=ru").text
    assert 'class="act remarked"' in page
    assert 'href="#c1"' not in page
