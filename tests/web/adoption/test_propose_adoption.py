"""The secretariat proposes adoption, with how each state signs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cmia_docs.models import AdoptionProposal
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules.positions import PositionKind
from tests.factories.product import Product
from tests.web.read_page import Reading


def address(document_id: int) -> str:
    """The form's."""
    return f"/documents/{document_id}/adoption/propose"


def typed(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form filled in."""
    return {
        "seen": product.seen(document_id),
        "number": "СМВД/2026/1",
        "adopted_on": product.clock().date().isoformat(),
        "place_ru": "Астана",
        "place_en": "Astana",
        "signing_BY": "special_opinion",
        "text_BY": "Статья 2 применяется\r\nс оговорками",
        "signing_KZ": "signed",
        "signing_KG": "not_signed",
    } | changes


def adoption_proposal_of(product: Product, document_id: int) -> AdoptionProposal | None:
    """The one that waits for the chair."""
    with product.services.readers() as db:
        return open_adoption_proposal(db, document_id)


def test_what_is_known_is_filled_in(product: Product) -> None:
    product.adopted("СМВД/2026/7")
    document_id = product.tabled()

    page = Reading(product.client("secretary").get(address(document_id)))

    assert page.status == 200
    assert page.value("number") == "СМВД/2026/8"
    assert page.value("adopted_on") == "2026-03-02"
    assert (page.value("place_ru"), page.value("place_en")) == ("Астана", "Astana")
    # Belarus and Kazakhstan agreed; Kyrgyzstan was not addressed.
    signing = [page.value(f"signing_{code}") for code in ("BY", "KZ", "KG")]
    assert signing == ["signed", "signed", "not_signed"]
    assert "signing_TM" not in page.fields


def test_a_state_that_is_not_interested_is_not_expected_to_sign(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.NOT_INTERESTED)
    product.position(document_id, "kazakhstan", "KZ", PositionKind.AGREED_WITH_REMARKS)
    product.close_round(document_id)
    client = product.client("secretary")
    session_id = product.session()
    client.post(f"/documents/{document_id}/agree", data={"seen": product.seen(document_id)})
    client.post(
        f"/documents/{document_id}/table", data={"seen": product.seen(document_id), "session": session_id}
    )

    page = Reading(client.get(address(document_id)))

    assert (page.value("signing_BY"), page.value("signing_KZ")) == ("not_signed", "signed")


def test_a_proposal_waits_for_the_chair(product: Product) -> None:
    document_id = product.tabled()

    answer = product.client("secretary").post(address(document_id), data=typed(product, document_id))

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    adoption_proposal = adoption_proposal_of(product, document_id)
    assert adoption_proposal is not None
    assert adoption_proposal.text_sum == product.revision(document_id).text_sum
    assert [(s["state"], s["signing"], s["text"]) for s in adoption_proposal.signatories] == [
        ("BY", "special_opinion", "Статья 2 применяется\nс оговорками"),
        ("KZ", "signed", ""),
        ("KG", "not_signed", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "СМВД/2026/7"}, "The number СМВД/2026/7 is already in the register."),
        ({"number": "а\0"}, "(U+0000). Remove it."),
        ({"adopted_on": "2026-03-03"}, "The date of adoption is in the future."),
        ({"adopted_on": "1899-12-31"}, "Enter a date."),
        ({"text_BY": ""}, "Belarus: special opinion or reservation : This field is required."),
        (
            {"signing_KZ": "reservation", "text_KZ": "Нет"},
            "Kazakhstan: articles of the reservation : This field is required.",
        ),
        ({"signing_BY": "not_signed", "signing_KZ": "not_signed"}, "No state signs."),
        ({"signing_KZ": "perhaps"}, "Not a valid choice."),
        ({"place_ru": " "}, "This field is required."),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(
    product: Product, changes: dict[str, str], sentence: str
) -> None:
    product.adopted("СМВД/2026/7")
    document_id = product.tabled()
    sent = typed(product, document_id, **changes)

    page = Reading(product.client("secretary").post(address(document_id), data=sent))

    assert page.status == 422
    assert sentence in page.text
    for name in ("number", "adopted_on", "place_en", "text_BY"):
        assert page.value(name).replace("\r", "") == str(sent[name]).replace("\r", "")
    assert adoption_proposal_of(product, document_id) is None


def test_a_second_proposal_comes_back(product: Product) -> None:
    document_id = product.proposed()

    page = Reading(
        product.client("second_secretary").post(
            address(document_id), data=typed(product, document_id, number="СМВД/2026/2")
        )
    )

    assert page.status == 409
    assert "Adoption has been proposed and waits for the chair." in page.text
    assert page.value("number") == "СМВД/2026/2"


def test_a_lagging_translation_prevents_adoption(product: Product) -> None:
    document_id = product.tabled(**{"Статья 2. Состав {#a2}\n": "Статья 2. Состав {#a2}\n\n3. Ещё. {#c9}\n"})

    page = Reading(product.client("secretary").post(address(document_id), data=typed(product, document_id)))

    assert page.status == 409
    assert "Findings that prevent adoption: 1." in page.text
    assert page.link("Findings of the check") == f"/documents/{document_id}/check"
    assert page.value("text_BY").replace("\r", "") == "Статья 2 применяется\nс оговорками"


def test_there_is_nothing_to_propose_before_a_session(product: Product) -> None:
    document_id = product.agreed()
    client = product.client("secretary")

    assert client.get(address(document_id)).status_code == 409
    page = Reading(client.post(address(document_id), data=typed(product, document_id)))
    assert (page.status, page.value("number")) == (409, "СМВД/2026/1")


def test_a_day_before_today_is_suggested_where_the_session_is_over(product: Product) -> None:
    document_id = product.tabled()
    product.clock.advance(days=3)

    page = Reading(product.client("secretary").get(address(document_id)))

    assert page.value("adopted_on") == (product.clock().date() - timedelta(days=3)).isoformat()
