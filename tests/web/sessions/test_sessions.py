"""Sessions: planned, shown with what one may know of, documents put on the agenda and taken off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.models import CouncilSession
from tests.factories.stage import Stage
from tests.web.queries import counted
from tests.web.read_page import Reading


def typed(stage: Stage, **changes: Any) -> dict[str, Any]:
    """The form filled in."""
    return {
        "begins_on": (stage.clock().date() + timedelta(days=30)).isoformat(),
        "ends_on": "",
        "chair_state": "KG",
        "title": "Очередное заседание",
        "place_ru": "Чолпон-Ата",
        "place_en": "Cholpon-Ata",
    } | changes


def count(stage: Stage) -> int:
    """How many sessions there are."""
    with stage.services.readers() as session:
        return session.scalar(select(func.count(CouncilSession.id))) or 0


def test_no_sessions_yet(stage: Stage) -> None:
    secretary = Reading(stage.client("secretary").get("/sessions"))
    drafter = Reading(stage.client("drafter").get("/sessions"))

    assert "No sessions yet" in secretary.text
    assert secretary.link("Plan a session") == "/sessions/new"
    assert "Plan a session" not in drafter.text


def test_a_session_is_planned(stage: Stage) -> None:
    client = stage.client("secretary")

    answer = client.post("/sessions/new", data=typed(stage))

    assert answer.status_code == 302
    page = Reading(client.get(answer.location))
    assert "Очередное заседание Cholpon-Ata 1 April 2026 Chairing state: Kyrgyzstan" in page.text
    assert "Nothing on the agenda" in page.text
    listed = Reading(client.get("/sessions"))
    assert "To come Cholpon-Ata , 1 April 2026 Очередное заседание" in listed.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"begins_on": ""}, "This field is required."),
        ({"ends_on": "2026-03-01"}, "The session ends before it begins."),
        ({"place_ru": " "}, "Fill this in."),
        ({"chair_state": "FR"}, "Not a valid choice."),
        ({"title": "а\u202eб"}, "There is an invisible or unassigned character (U+202E). Remove it."),
    ],
)
def test_what_cannot_be_taken_comes_back(stage: Stage, changes: dict[str, str], sentence: str) -> None:
    sent = typed(stage, **changes)

    page = Reading(stage.client("secretary").post("/sessions/new", data=sent))

    assert page.status == 422
    assert sentence in page.text
    for name in ("begins_on", "title", "place_en"):
        assert page.value(name) == sent[name]
    assert count(stage) == 0


@pytest.mark.parametrize("who", ["drafter", "belarus", "chair", "administrator"])
def test_only_the_secretariat_plans(stage: Stage, who: str) -> None:
    client = stage.client(who)

    assert client.get("/sessions/new").status_code == 403
    assert client.post("/sessions/new", data=typed(stage)).status_code == 403
    assert count(stage) == 0


def test_sessions_are_for_those_who_are_signed_in(stage: Stage) -> None:
    session_id = stage.session()
    public = stage.client()

    assert public.get("/sessions").status_code == 302
    assert public.get(f"/sessions/{session_id}").status_code == 302
    assert stage.client("auditor").get("/sessions/999999").status_code == 404


def test_an_agenda_names_only_what_one_may_know_of(stage: Stage) -> None:
    tabled = stage.tabled()
    session_id = stage.document(tabled).session_id
    address = f"/sessions/{session_id}"

    for who in ("secretary", "drafter", "belarus", "chair", "other_chair"):
        page = Reading(stage.client(who).get(address))
        assert (who, page.text.count("Regulation on the Scientific Advisory Board")) == (who, 1)
    for who in ("kyrgyzstan", "other_drafter", "administrator", "auditor"):
        client = stage.client(who)
        assert "Regulation" not in Reading(client.get(address)).text
        assert "1 document" not in Reading(client.get("/sessions")).text


def test_what_became_of_each(stage: Stage) -> None:
    tabled = stage.tabled()
    client = stage.client("secretary")
    address = f"/sessions/{stage.document(tabled).session_id}"
    assert "Tabled On the agenda" in Reading(client.get(address)).text

    client.post(f"/documents/{tabled}/reopen", data={"seen": stage.seen(tabled), "reason": "Доработать"})
    assert "Consolidation Returned" in Reading(client.get(address)).text

    proposed = stage.proposed()
    page = Reading(client.get(f"/sessions/{stage.document(proposed).session_id}"))
    assert "Proposed for adoption · СМВД/2026/1 Ольга Белова" in page.text

    adopted = stage.adopted("СМВД/2026/2")
    page = Reading(client.get(f"/sessions/{stage.document(adopted).session_id}"))
    assert "Adopted · СМВД/2026/2" in page.text
    assert page.link("СМВД/2026/2") == f"/register/{stage.document(adopted).slug}"


def test_a_document_goes_on_an_agenda_and_off_it(stage: Stage) -> None:
    document_id = stage.agreed()
    client = stage.client("secretary")
    table, defer = f"/documents/{document_id}/table", f"/documents/{document_id}/defer"
    none_yet = Reading(client.get(table))
    assert "No session is planned yet." in none_yet.text
    assert none_yet.link("Plan a session") == "/sessions/new"
    session_id = stage.session()

    page = Reading(client.get(table))
    assert page.options["session"] == [str(session_id)]
    for session in ("", "x", "999999"):
        sent = {"seen": page.value("seen"), "session": session}
        assert client.post(table, data=sent).status_code == 422
    client.post(table, data={"seen": page.value("seen"), "session": session_id})
    assert stage.document(document_id).session_id == session_id

    assert client.post(defer, data={"seen": page.value("seen"), "reason": ""}).status_code == 422
    client.post(defer, data={"seen": page.value("seen"), "reason": "По просьбе докладчика"})
    assert (stage.document(document_id).state, stage.document(document_id).session_id) == ("agreed", None)


def test_the_number_of_queries_does_not_grow(stage: Stage) -> None:
    one = stage.tabled()
    session_id = stage.document(one).session_id
    client = stage.client("chair")
    address = f"/sessions/{session_id}"
    client.get(address)
    with counted(stage) as first:
        client.get(address)
    for _ in range(3):
        document_id = stage.agreed()
        secretary = stage.client("secretary")
        sent = {"seen": stage.seen(document_id), "session": session_id}
        assert secretary.post(f"/documents/{document_id}/table", data=sent).status_code == 302

    with counted(stage) as second:
        page = Reading(client.get(address))

    assert page.text.count("Regulation on the Scientific Advisory Board") == 4
    assert len(second) == len(first)
