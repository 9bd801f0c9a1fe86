"""Sending a text to the states, giving them more time, closing the round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cmia_docs.actions.review import remarks
from cmia_docs.models import Round
from cmia_docs.queries.review.rounds import rounds_of
from cmia_docs.rules.positions import PositionKind
from tests.factories.product import RUSSIAN, Product
from tests.web.read_page import Reading


def typed(product: Product, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form filled in."""
    return {
        "seen": product.seen(document_id),
        "due_on": (product.clock().date() + timedelta(days=10)).isoformat(),
        "states": ["BY", "KG"],
        "note": "Просим ответить.\nСрок короткий.",
    } | changes


def rounds(product: Product, document_id: int) -> list[Round]:
    """The rounds on record."""
    with product.services.readers() as db:
        return rounds_of(db, document_id)


def test_members_are_chosen_beforehand_and_a_month_is_given(product: Product) -> None:
    document_id = product.in_check()

    page = Reading(product.client("secretary").get(f"/documents/{document_id}/circulate"))

    assert page.status == 200
    assert page.fields["states"] == ["BY", "KZ", "KG"]
    assert page.value("due_on") == (product.clock().date() + timedelta(days=30)).isoformat()
    assert page.value("seen") == str(product.seen(document_id))


def test_the_text_goes_to_the_states_chosen(product: Product) -> None:
    document_id = product.in_check()

    answer = product.client("secretary").post(
        f"/documents/{document_id}/circulate", data=typed(product, document_id)
    )

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/positions")
    [round_] = rounds(product, document_id)
    assert (round_.states, round_.note) == (["BY", "KG"], "Просим ответить.\nСрок короткий.")
    assert round_.due_on == product.clock().date() + timedelta(days=10)
    assert product.document(document_id).stage == "circulated"


def test_what_cannot_be_taken_comes_back_as_typed(product: Product) -> None:
    document_id = product.in_check()
    client = product.client("secretary")
    address = f"/documents/{document_id}/circulate"
    cases: list[tuple[dict[str, Any], str]] = [
        ({"due_on": product.clock().date().isoformat()}, "The due date has to be after today."),
        ({"due_on": "31.12.2026"}, "Not a valid date value."),
        ({"due_on": "9999-12-31"}, "Enter a date."),
        ({"states": []}, "Choose at least one state."),
        ({"note": "а\0б"}, "There is an invisible or unassigned character (U+0000). Remove it."),
    ]

    for changes, sentence in cases:
        sent = typed(product, document_id, **changes)
        page = Reading(client.post(address, data=sent))

        assert page.status == 422
        assert sentence in page.text
        assert page.value("due_on") == sent["due_on"]
        assert page.value("note") == sent["note"]
        assert page.fields.get("states", []) == sent["states"]
    assert rounds(product, document_id) == []


def test_a_text_with_findings_stays_and_the_form_leads_to_them(product: Product) -> None:
    document_id = product.in_check(**{"даёт": "да\u200bёт"})

    page = Reading(
        product.client("secretary").post(
            f"/documents/{document_id}/circulate", data=typed(product, document_id)
        )
    )

    assert page.status == 409
    assert "Findings to correct first: 1." in page.text
    assert page.link("Findings of the check") == f"/documents/{document_id}/check"
    assert page.value("note") == "Просим ответить.\nСрок короткий."


def test_a_changed_text_is_shown_before_it_is_sent(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    client = product.client("secretary")
    address = f"/documents/{document_id}/circulate"

    page = Reading(client.post(address, data=typed(product, document_id, seen=seen)))

    assert page.status == 409
    assert "The text was changed after you opened it." in page.text
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert page.value("note") == "Просим ответить.\nСрок короткий."
    assert page.value("seen") == str(product.seen(document_id))
    assert len(rounds(product, document_id)) == 1

    again = client.post(address, data=typed(product, document_id, seen=page.value("seen")))
    assert again.status_code == 302
    assert [r.number for r in rounds(product, document_id)] == [1, 2]


def test_the_next_round_asks_the_same_states_first(product: Product) -> None:
    document_id = product.consolidated()

    page = Reading(product.client("secretary").get(f"/documents/{document_id}/circulate"))

    assert page.fields["states"] == ["BY", "KZ"]
    assert "Start a new round" in page.text


def test_more_time_is_given_and_never_less(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("secretary")
    address = f"/documents/{document_id}/extend"
    due = rounds(product, document_id)[0].due_on
    seen = product.seen(document_id)

    page = Reading(client.post(address, data={"seen": seen, "due_on": due.isoformat()}))
    assert (page.status, "Choose a day after the present due date." in page.text) == (422, True)

    later = due + timedelta(days=7)
    answer = client.post(address, data={"seen": seen, "due_on": later.isoformat()})
    assert answer.status_code == 302
    assert rounds(product, document_id)[0].due_on == later


def test_a_round_closes_when_all_have_answered(product: Product) -> None:
    document_id = product.circulated()
    client = product.client("secretary")
    address = f"/documents/{document_id}/close-round"
    product.position(document_id, "belarus", "BY")

    page = Reading(client.post(address, data={"seen": product.seen(document_id)}))
    assert page.status == 409
    assert "replies are missing from: Kazakhstan." in page.text

    product.position(document_id, "kazakhstan", "KZ")
    answer = client.post(address, data={"seen": product.seen(document_id)})
    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/positions")
    assert product.document(document_id).stage == "consolidation"


def test_a_round_with_remarks_goes_on_with_them(product: Product) -> None:
    document_id = product.circulated()
    with product.work("belarus") as work:
        remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state="BY",
        )
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)
    product.position(document_id, "kazakhstan", "KZ")

    client = product.client("secretary")
    answer = client.post(f"/documents/{document_id}/close-round", data={"seen": product.seen(document_id)})
    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/remarks")


def test_a_button_that_does_not_say_what_was_seen_does_nothing(product: Product) -> None:
    document_id = product.consolidated()
    client = product.client("secretary")

    for sent in ({}, {"seen": ""}, {"seen": "x"}, {"seen": "9" * 5000}):
        page = Reading(client.post(f"/documents/{document_id}/agree", data=sent))
        assert (page.status, "The form does not say which revision you saw." in page.text) == (422, True)


def test_a_stale_button_leads_to_the_comparison(product: Product) -> None:
    document_id = product.consolidated()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    page = Reading(product.client("secretary").post(f"/documents/{document_id}/agree", data={"seen": seen}))

    assert page.status == 409
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert page.posts == []
