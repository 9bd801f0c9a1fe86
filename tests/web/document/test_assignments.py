"""The people of a document: named and taken off by the secretariat."""

from __future__ import annotations

import pytest

from cmia_docs.queries.document.grants import rights_subject_of
from tests.factories.product import Product
from tests.web.reading import EVERYBODY, read, statuses, words


def named(product: Product, document_id: int) -> tuple[set[int], set[int]]:
    """Drafters and experts."""
    with product.services.readers() as db:
        subject = rights_subject_of(db, product.document(document_id))
    return set(subject.drafters), set(subject.experts)


def name(product: Product, document_id: int, role: str, person: object, who: str = "secretary") -> int:
    """Send the form; how it was answered."""
    client = product.client(who)
    return client.post(f"/documents/{document_id}/people/{role}", data={f"{role}-person": person}).status_code


def test_the_secretariat_names_and_takes_off(product: Product) -> None:
    document_id = product.draft()
    drafter, other, expert = (product.person(who).id for who in ("drafter", "other_drafter", "expert"))
    assert product.client("other_drafter").get(f"/documents/{document_id}").status_code == 404
    assert name(product, document_id, "drafter", other) == 302
    assert name(product, document_id, "expert", expert) == 302
    assert named(product, document_id) == ({drafter, other}, {expert})
    assert product.client("other_drafter").get(f"/documents/{document_id}").status_code == 200
    answer = product.client("secretary").post(f"/documents/{document_id}/people/drafter/{other}/take-off")
    assert (answer.status_code, named(product, document_id)) == (302, ({drafter}, {expert}))
    assert product.client("other_drafter").get(f"/documents/{document_id}").status_code == 404


def test_the_page_offers_those_who_hold_the_role_and_are_not_named(product: Product) -> None:
    document_id = product.draft()
    page = words(read(product, "secretary", f"/documents/{document_id}/people"))
    assert "Анна Серова drafter@cmia.test Remove from the document" in page
    assert "Тимур Ахметов, other@cmia.test" in page
    assert "Анна Серова, drafter@cmia.test" not in page
    assert "Марина Ткачёва, expert@cmia.test" in page
    assert "Алеся Новик" not in page


def test_who_may(product: Product) -> None:
    document_id = product.circulated()
    answers = statuses(product, EVERYBODY, f"/documents/{document_id}/people")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"secretary": 200, "drafter": 403, "belarus": 403}
    person = product.person("other_drafter").id
    assert name(product, document_id, "drafter", person, who="drafter") == 403
    assert name(product, document_id, "drafter", person, who="administrator") == 404


@pytest.mark.parametrize("who", ["belarus", "secretary", "drafter"])
def test_only_those_offered_are_taken(product: Product, who: str) -> None:
    document_id = product.draft()
    before = named(product, document_id)
    assert name(product, document_id, "drafter", product.person(who).id) == 422
    assert named(product, document_id) == before


@pytest.mark.parametrize("person", ["", "x", "0", "999999999999999999999"])
def test_nonsense_is_refused_at_the_field(product: Product, person: str) -> None:
    document_id = product.draft()
    answer = product.client("secretary").post(
        f"/documents/{document_id}/people/expert", data={"expert-person": person}
    )
    assert answer.status_code == 422
    assert 'id="expert-person-error"' in answer.text


def test_who_is_not_named_cannot_be_taken_off(product: Product) -> None:
    document_id = product.draft()
    client = product.client("secretary")
    person = product.person("expert").id
    assert client.post(f"/documents/{document_id}/people/expert/{person}/take-off").status_code == 422
    assert client.post(f"/documents/{document_id}/people/chair/{person}/take-off").status_code == 404


def test_not_after_the_text_is_agreed(product: Product) -> None:
    document_id = product.agreed()
    assert product.client("secretary").get(f"/documents/{document_id}/people").status_code == 409
    assert name(product, document_id, "drafter", product.person("other_drafter").id) == 409
