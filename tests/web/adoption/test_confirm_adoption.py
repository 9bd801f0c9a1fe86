"""The chair reads the whole text and confirms, or refuses."""

from __future__ import annotations

from typing import Any

import pytest

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.people.roles import grant_role
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.product import Product
from tests.web.read_page import Reading


def address(document_id: int) -> str:
    """The page's."""
    return f"/documents/{document_id}/adoption/confirm"


def read(product: Product, document_id: int, who: str = "chair") -> Reading:
    """The page as somebody reads it."""
    return Reading(product.client(who).get(address(document_id)))


def confirmed(page: Reading, **changes: Any) -> dict[str, Any]:
    """What is sent after reading this page and ticking its box."""
    names = ("seen", "proposal", "text_sum")
    return {name: page.value(name) for name in names} | {"read": "y"} | changes


def test_everything_that_is_confirmed_is_shown(product: Product) -> None:
    document_id = product.proposed()
    revision = product.revision(document_id)

    page = read(product, document_id)

    assert page.status == 200
    assert "number СМВД/2026/1 Day of adoption 2 March 2026 place Астана / Astana" in page.text.replace(
        "Number", "number"
    ).replace("Place", "place")
    assert "Astana, 2 March 2026 ; chairing state: Kazakhstan" in page.text
    assert "Proposed by Ольга Белова" in page.text
    assert revision.text_sum in page.text
    assert revision.commit[:12] in page.text
    assert "Belarus Signed Kazakhstan Signed Kyrgyzstan Not signed" in page.text
    for words in (
        "Научно-консультативный совет даёт заключения на проекты.",
        "В состав Совета входят представители Республики Беларусь и других государств.",
        "The Scientific Advisory Board gives opinions on drafts.",
        "Article 2. Composition",
    ):
        assert words in page.text
    for language in ("ru", "en"):
        assert revision.sums[language][:8] in page.text
    assert (page.value("proposal"), page.value("text_sum")) != ("", "")
    assert "read" not in page.fields


def test_ids_are_unique_although_both_languages_have_the_same(product: Product) -> None:
    document_id = product.proposed()

    page = product.client("chair").get(address(document_id)).get_data(as_text=True)

    assert (page.count('id="c1"'), page.count('id="en-c1"')) == (1, 1)


def test_the_chair_confirms(product: Product) -> None:
    document_id = product.proposed()

    answer = product.client("chair").post(address(document_id), data=confirmed(read(product, document_id)))

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    assert product.document(document_id).stage == "adopted"
    assert product.act(document_id).confirmed_by == "Даурен Омаров"


def test_not_without_having_read(product: Product) -> None:
    document_id = product.proposed()
    sent = confirmed(read(product, document_id))
    del sent["read"]

    page = Reading(product.client("chair").post(address(document_id), data=sent))

    assert page.status == 422
    assert "I have read this text : This field is required." in page.text
    assert product.document(document_id).stage == "tabled"


@pytest.mark.parametrize("changes", [{"text_sum": "0" * 64}, {"proposal": 1}])
def test_not_another_text_than_the_one_read(product: Product, changes: dict[str, Any]) -> None:
    document_id = product.proposed()
    seen = read(product, document_id)

    page = Reading(product.client("chair").post(address(document_id), data=confirmed(seen, **changes)))

    assert page.status == 409
    assert "Read it again, then confirm." in page.text
    assert page.value("text_sum") == product.revision(document_id).text_sum
    assert "read" not in page.fields
    assert product.document(document_id).stage == "tabled"


def test_a_proposal_replaced_meanwhile_has_to_be_read_first(product: Product) -> None:
    document_id = product.proposed()
    before = read(product, document_id)
    with product.work("secretary") as work:
        adoption.cancel_adoption_proposal(
            work, document_id, seen=product.seen(document_id), reason="Опечатка"
        )
    gone = Reading(product.client("chair").post(address(document_id), data=confirmed(before)))
    assert (gone.status, "No adoption is proposed." in gone.text) == (409, True)
    product.propose(document_id, "СМВД/2026/9")

    page = Reading(product.client("chair").post(address(document_id), data=confirmed(before)))

    assert (page.status, "СМВД/2026/9" in page.text) == (409, True)
    again = product.client("chair").post(address(document_id), data=confirmed(page))
    assert again.status_code == 302
    assert product.act(document_id).number == "СМВД/2026/9"


def test_the_chair_of_another_state_reads_why_not(product: Product) -> None:
    document_id = product.proposed()

    page = read(product, document_id, "other_chair")

    assert "Another state chairs this session" in page.text
    assert "proposal" not in page.fields
    with product.services.readers() as db:
        adoption_proposal = open_adoption_proposal(db, document_id)
    assert adoption_proposal is not None
    sent = {
        "seen": product.seen(document_id),
        "proposal": adoption_proposal.id,
        "text_sum": adoption_proposal.text_sum,
        "read": "y",
    }
    assert product.client("other_chair").post(address(document_id), data=sent).status_code == 403
    assert product.document(document_id).stage == "tabled"


def test_who_proposed_cannot_confirm_although_they_chair(product: Product) -> None:
    with product.work("administrator") as work:
        grant_role(work, product.person("secretary").id, Grant(Role.CHAIR, "KZ"))
    document_id = product.proposed()

    page = read(product, document_id, "secretary")

    assert "A second person has to." in page.text
    buttons = Reading(product.client("secretary").get(f"/documents/{document_id}"))
    assert "Confirm adoption" not in [label for label, _ in buttons.links]


def test_nobody_else_gets_there(product: Product) -> None:
    document_id = product.proposed()

    for who in ("second_secretary", "drafter", "belarus"):
        assert (who, read(product, document_id, who).status) == (who, 403)
    for who in ("kyrgyzstan", "administrator"):
        assert (who, read(product, document_id, who).status) == (who, 404)


def test_without_a_proposal_there_is_nothing_to_confirm(product: Product) -> None:
    page = read(product, product.tabled())

    assert (page.status, "No adoption is proposed." in page.text) == (409, True)


def test_the_chair_refuses_with_a_reason(product: Product) -> None:
    document_id = product.proposed()
    client = product.client("chair")
    cancel = f"/documents/{document_id}/adoption/cancel"
    seen = Reading(client.get(cancel)).value("seen")

    assert client.post(cancel, data={"seen": seen, "reason": " "}).status_code == 422
    assert client.post(cancel, data={"seen": seen, "reason": "Вернёмся к вопросу завтра"}).status_code == 302
    with product.services.readers() as db:
        assert open_adoption_proposal(db, document_id) is None
    assert product.document(document_id).stage == "tabled"
