"""Sessions: planned, shown with what one may know of, documents put on the agenda and taken off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.models import CouncilSession
from tests.factories.product import Product
from tests.web.queries import counted
from tests.web.read_page import Reading


def typed(product: Product, **changes: Any) -> dict[str, Any]:
    """The form filled in."""
    return {
        "begins_on": (product.clock().date() + timedelta(days=30)).isoformat(),
        "ends_on": "",
        "chair_state": "KG",
        "title": "Очередное заседание",
        "place_ru": "Чолпон-Ата",
        "place_en": "Cholpon-Ata",
    } | changes


def count(product: Product) -> int:
    """How many sessions there are."""
    with product.services.readers() as db:
        return db.scalar(select(func.count(CouncilSession.id))) or 0


def test_no_sessions_yet(product: Product) -> None:
    secretary = Reading(product.client("secretary").get("/sessions"))
    drafter = Reading(product.client("drafter").get("/sessions"))

    assert "No sessions yet" in secretary.text
    assert secretary.link("Plan a session") == "/sessions/new"
    assert "Plan a session" not in drafter.text


def test_a_session_is_planned(product: Product) -> None:
    client = product.client("secretary")

    answer = client.post("/sessions/new", data=typed(product))

    assert answer.status_code == 302
    page = Reading(client.get(answer.location))
    assert "Очередное заседание Cholpon-Ata 1 April 2026 Chairing state: Kyrgyzstan" in page.text
    assert "Nothing on the agenda" in page.text
    listed = Reading(client.get("/sessions"))
    assert "Upcoming Cholpon-Ata , 1 April 2026 Очередное заседание" in listed.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"begins_on": ""}, "This field is required."),
        ({"ends_on": "2026-03-01"}, "The last day of the session is before its first day."),
        ({"place_ru": " "}, "This field is required."),
        ({"chair_state": "FR"}, "Not a valid choice."),
        ({"title": "а\u202eб"}, "There is an invisible or unassigned character (U+202E). Remove it."),
    ],
)
def test_what_cannot_be_taken_comes_back(product: Product, changes: dict[str, str], sentence: str) -> None:
    sent = typed(product, **changes)

    page = Reading(product.client("secretary").post("/sessions/new", data=sent))

    assert page.status == 422
    assert sentence in page.text
    for name in ("begins_on", "title", "place_en"):
        assert page.value(name) == sent[name]
    assert count(product) == 0


@pytest.mark.parametrize("who", ["drafter", "belarus", "chair", "administrator"])
def test_only_the_secretariat_plans(product: Product, who: str) -> None:
    client = product.client(who)

    assert client.get("/sessions/new").status_code == 403
    assert client.post("/sessions/new", data=typed(product)).status_code == 403
    assert count(product) == 0


def test_sessions_are_for_those_who_are_signed_in(product: Product) -> None:
    session_id = product.session()
    public = product.client()

    assert public.get("/sessions").status_code == 302
    assert public.get(f"/sessions/{session_id}").status_code == 302
    assert product.client("auditor").get("/sessions/999999").status_code == 404


def test_an_agenda_names_only_what_one_may_know_of(product: Product) -> None:
    tabled = product.tabled()
    session_id = product.document(tabled).session_id
    address = f"/sessions/{session_id}"

    for who in ("secretary", "drafter", "belarus", "chair", "other_chair"):
        page = Reading(product.client(who).get(address))
        assert (who, page.text.count("Regulation on the Scientific Advisory Board")) == (who, 1)
    for who in ("kyrgyzstan", "other_drafter", "administrator", "auditor"):
        client = product.client(who)
        assert "Regulation" not in Reading(client.get(address)).text
        assert "1 document" not in Reading(client.get("/sessions")).text


def test_what_became_of_each(product: Product) -> None:
    tabled = product.tabled()
    client = product.client("secretary")
    address = f"/sessions/{product.document(tabled).session_id}"
    assert "Tabled On the agenda" in Reading(client.get(address)).text

    client.post(f"/documents/{tabled}/reopen", data={"seen": product.seen(tabled), "reason": "Доработать"})
    assert "Consolidation Returned" in Reading(client.get(address)).text

    proposed = product.proposed()
    page = Reading(client.get(f"/sessions/{product.document(proposed).session_id}"))
    assert "Proposed for adoption · СМВД/2026/1 Ольга Белова" in page.text

    adopted = product.adopted("СМВД/2026/2")
    page = Reading(client.get(f"/sessions/{product.document(adopted).session_id}"))
    assert "Adopted · СМВД/2026/2" in page.text
    assert page.link("СМВД/2026/2") == f"/register/{product.document(adopted).slug}"


def test_a_document_goes_on_an_agenda_and_off_it(product: Product) -> None:
    document_id = product.agreed()
    client = product.client("secretary")
    table, defer = f"/documents/{document_id}/table", f"/documents/{document_id}/defer"
    none_yet = Reading(client.get(table))
    assert "No session is planned yet." in none_yet.text
    assert none_yet.link("Plan a session") == "/sessions/new"
    session_id = product.session()

    page = Reading(client.get(table))
    assert page.options["session"] == [str(session_id)]
    for db in ("", "x", "999999"):
        sent = {"seen": page.value("seen"), "session": db}
        assert client.post(table, data=sent).status_code == 422
    client.post(table, data={"seen": page.value("seen"), "session": session_id})
    assert product.document(document_id).session_id == session_id

    assert client.post(defer, data={"seen": page.value("seen"), "reason": ""}).status_code == 422
    client.post(defer, data={"seen": page.value("seen"), "reason": "По просьбе докладчика"})
    assert (product.document(document_id).stage, product.document(document_id).session_id) == ("agreed", None)


def test_the_number_of_queries_does_not_grow(product: Product) -> None:
    one = product.tabled()
    session_id = product.document(one).session_id
    client = product.client("chair")
    address = f"/sessions/{session_id}"
    client.get(address)
    with counted(product) as first:
        client.get(address)
    for _ in range(3):
        document_id = product.agreed()
        secretary = product.client("secretary")
        sent = {"seen": product.seen(document_id), "session": session_id}
        assert secretary.post(f"/documents/{document_id}/table", data=sent).status_code == 302

    with counted(product) as second:
        page = Reading(client.get(address))

    assert page.text.count("Regulation on the Scientific Advisory Board") == 4
    assert len(second) == len(first)
