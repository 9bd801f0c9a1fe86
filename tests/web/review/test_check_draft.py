"""A draft is submitted to the secretariat, checked, and returned."""

from __future__ import annotations

from sqlalchemy import select

from cmia_docs.models import Event
from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading


def last_event(product: Product, document_id: int) -> tuple[str, dict[str, object]]:
    """The kind and data of the last event."""
    with product.services.readers() as db:
        query = select(Event).where(Event.document_id == document_id).order_by(Event.id.desc()).limit(1)
        event = db.scalars(query).one()
    return event.kind, event.data


def test_a_drafter_submits_the_draft(product: Product) -> None:
    document_id = product.draft()

    answer = product.client("drafter").post(
        f"/documents/{document_id}/submit", data={"seen": product.seen(document_id)}
    )

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    assert product.document(document_id).stage == "in_check"


def test_no_findings(product: Product) -> None:
    page = Reading(product.client("secretary").get(f"/documents/{product.in_check()}/check"))

    assert page.status == 200
    assert "The checks find nothing to correct in this revision." in page.text


def test_findings_stand_by_element_in_the_order_of_the_text(product: Product) -> None:
    document_id = product.in_check(
        **{
            "1. В состав": "3. В состав",
            "Решения Совета": "Решения Cовета",
            "2. Решения": "2. Реше\u200bния",
            "проекты. {#c1}": "проекты, см. [[zz9]]. {#c1}",
        }
    )

    page = Reading(product.client("secretary").get(f"/documents/{document_id}/check"))

    address = f"/documents/{document_id}?revision=1&languages=ru"
    elements = [link for link in page.links if link[1].startswith(address)]
    assert elements == [
        ("Статья 1, пункт 1", f"{address}#c1"),
        ("Статья 1, пункт 2", f"{address}#c2"),
        ("Статья 2, пункт 3", f"{address}#c3"),
    ]
    for sentence in (
        "A cross reference points to the element zz9, which does not exist.",
        "The word “Cовета” mixes two scripts: U+0043 LATIN CAPITAL LETTER C.",
        "Invisible character: U+200B ZERO WIDTH SPACE, 1 in all, in “",
        "The label is 3., but the next number is 1.",
    ):
        assert sentence in page.text


def test_what_a_language_lacks_is_shown_where_it_belongs(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, RUSSIAN + "\n2. Новый пункт. {#c9}\n")

    page = Reading(product.client("drafter").get(f"/documents/{document_id}/check"))

    message = "The element is missing here; it is in the text in Russian. English"
    assert f"Статья 2, пункт 2 {message}" in page.text


def test_the_check_is_not_open_to_the_states(product: Product) -> None:
    document_id = product.circulated()

    assert product.client("belarus").get(f"/documents/{document_id}/check").status_code == 403
    assert product.client("kyrgyzstan").get(f"/documents/{document_id}/check").status_code == 404


def test_returning_with_what_has_to_be_corrected(product: Product) -> None:
    document_id = product.in_check()
    client = product.client("secretary")
    address = f"/documents/{document_id}/return"
    seen = product.seen(document_id)

    empty = Reading(client.post(address, data={"seen": seen, "reason": " \r\n"}))
    assert (empty.status, "Reason : Give the reason." in empty.text) == (422, True)
    answer = client.post(address, data={"seen": seen, "reason": "Дополнить статью 2\r\nи проверить ссылки"})

    assert answer.status_code == 302
    assert product.document(document_id).stage == "draft"
    assert last_event(product, document_id) == (
        "return",
        {"reason": "Дополнить статью 2\nи проверить ссылки"},
    )


def test_returning_twice_keeps_what_was_typed(product: Product) -> None:
    document_id = product.draft()
    sent = {"seen": product.seen(document_id), "reason": "Дополнить"}

    page = Reading(product.client("secretary").post(f"/documents/{document_id}/return", data=sent))

    assert page.status == 409
    assert "not possible now: the document is in the stage “draft”" in page.text
    assert page.value("reason") == "Дополнить"
