"""A state gives its position on exactly the text shown; the secretariat enters a letter."""

from __future__ import annotations

from typing import Any

from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.positions import PositionKind
from tests.factories.stage import RUSSIAN, Stage
from tests.web.read_page import Reading
from tests.web.reading import words


def address(document_id: int) -> str:
    """The form's."""
    return f"/documents/{document_id}/positions/give"


def typed(stage: Stage, document_id: int, **changes: Any) -> dict[str, Any]:
    """The form filled in for Belarus."""
    return {"seen": stage.seen(document_id), "state": "BY", "kind": "agreed", "note": ""} | changes


def given(stage: Stage, document_id: int) -> list[Position]:
    """The positions on record."""
    with stage.services.readers() as session:
        return positions_of(session, document_id)


def test_the_form_says_which_text_it_is_about(stage: Stage) -> None:
    document_id = stage.circulated()

    page = Reading(stage.client("belarus").get(address(document_id)))

    assert page.status == 200
    assert "The position is on exactly this text: revision 1" in page.text
    assert stage.revision(document_id).text_sum[:16] in page.text
    assert page.link("Read the text") == f"/documents/{document_id}?revision=1"
    assert (page.value("state"), page.value("seen")) == ("BY", str(stage.seen(document_id)))
    assert "Last position" not in page.text
    assert "Compare with what was sent before" not in page.text


def test_a_second_round_compares_and_shows_the_state_s_last_word(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    stage.save(document_id, RUSSIAN.replace("Назначение", "Задачи"))
    stage.circulate(document_id)

    page = Reading(stage.client("belarus").get(address(document_id)))

    assert page.link("Compare with what was sent before") == (
        f"/documents/{document_id}/compare?old=1&new=3&changes=1"
    )
    assert "Last position of Belarus: Objection Position lapsed" in page.text
    assert "Против статьи 1" in page.text


def test_a_position_is_given(stage: Stage) -> None:
    document_id = stage.circulated()

    answer = stage.client("belarus").post(address(document_id), data=typed(stage, document_id))

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/positions")
    [position] = given(stage, document_id)
    assert (position.state, position.kind, position.by_letter) == ("BY", "agreed", False)


def test_a_reviewer_cannot_answer_for_another_state(stage: Stage) -> None:
    document_id = stage.circulated()

    answer = stage.client("kazakhstan").post(address(document_id), data=typed(stage, document_id))

    assert answer.status_code == 403
    assert given(stage, document_id) == []


def test_for_a_state_that_was_not_asked_there_is_no_such_document(stage: Stage) -> None:
    document_id = stage.circulated()
    client = stage.client("kyrgyzstan")

    asked = client.get(address(document_id))
    sent = client.post(address(document_id), data=typed(stage, document_id, state="KG"))

    assert (asked.status_code, sent.status_code) == (404, 404)


def test_a_state_asked_before_but_not_in_this_round_cannot_answer(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.circulate(document_id, states=("KZ",))
    client = stage.client("belarus")

    asked = client.get(address(document_id))
    sent = client.post(address(document_id), data=typed(stage, document_id))

    assert asked.status_code == 403
    assert sent.status_code == 403
    assert len(given(stage, document_id)) == 2


def test_an_objection_without_grounds_comes_back(stage: Stage) -> None:
    document_id = stage.circulated()

    page = Reading(
        stage.client("belarus").post(address(document_id), data=typed(stage, document_id, kind="objection"))
    )

    assert (page.status, page.value("kind")) == (422, "objection")
    assert "Note : Fill this in." in page.text


def test_an_unknown_kind_and_none_come_back_with_the_note(stage: Stage) -> None:
    document_id = stage.circulated()

    for kind in ("", "perhaps"):
        sent = typed(stage, document_id, kind=kind, note="<b>Особо</b>")
        page = Reading(stage.client("belarus").post(address(document_id), data=sent))
        assert (page.status, page.value("note")) == (422, "<b>Особо</b>")
    assert given(stage, document_id) == []


def test_another_text_meanwhile_keeps_the_note_and_asks_for_the_choice_anew(stage: Stage) -> None:
    document_id = stage.consolidated()
    seen = stage.seen(document_id)
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    stage.circulate(document_id)
    sent = typed(stage, document_id, seen=seen, kind="agreed_with_remarks", note="См. замечания")

    page = Reading(stage.client("belarus").post(address(document_id), data=sent))

    assert page.status == 409
    assert page.link("Compare") == f"/documents/{document_id}/compare?old=1&new=2&changes=1"
    assert (page.value("kind"), page.value("note")) == ("", "См. замечания")
    assert page.value("seen") == str(stage.seen(document_id))
    assert len(given(stage, document_id)) == 2


def test_a_closed_round_refuses_without_telling_of_the_text_that_came_after(stage: Stage) -> None:
    document_id = stage.consolidated()
    seen = stage.seen(document_id)
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    page = Reading(
        stage.client("belarus").post(address(document_id), data=typed(stage, document_id, seen=seen))
    )

    assert page.status == 409
    assert "not possible now: the document is in the state “consolidation”" in page.text
    assert "compare" not in " ".join(url for _, url in page.links)


def test_the_secretariat_enters_a_letter_and_names_it(stage: Stage) -> None:
    document_id = stage.circulated()
    client = stage.client("secretary")

    page = Reading(client.get(f"{address(document_id)}?state=KZ"))
    assert (page.options["state"], page.value("state")) == (["BY", "KZ"], "KZ")
    assert "Name the letter in the note" in page.text
    assert "Note (optional)" not in words(client.get(address(document_id)).text)
    assert "Note (optional)" in words(stage.client("kazakhstan").get(address(document_id)).text)

    unnamed = Reading(client.post(address(document_id), data=typed(stage, document_id, state="KZ")))
    assert unnamed.status == 422
    assert "name the letter it came with" in unnamed.text

    sent = typed(stage, document_id, state="KZ", note="Письмо № 12/3")
    assert client.post(address(document_id), data=sent).status_code == 302
    [position] = given(stage, document_id)
    assert (position.state, position.by_letter, position.note) == ("KZ", True, "Письмо № 12/3")
