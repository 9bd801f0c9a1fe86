"""The people of a document: named and taken off by the secretariat."""

from __future__ import annotations

import pytest

from cmia_docs.queries.document.grants import subject_of
from tests.factories.stage import Stage
from tests.web.reading import EVERYBODY, read, statuses, words


def named(stage: Stage, document_id: int) -> tuple[set[int], set[int]]:
    """Drafters and experts."""
    with stage.services.readers() as session:
        subject = subject_of(session, stage.document(document_id))
    return set(subject.drafters), set(subject.experts)


def name(stage: Stage, document_id: int, role: str, person: object, who: str = "secretary") -> int:
    """Send the form; how it was answered."""
    client = stage.client(who)
    return client.post(f"/documents/{document_id}/people/{role}", data={f"{role}-person": person}).status_code


def test_the_secretariat_names_and_takes_off(stage: Stage) -> None:
    document_id = stage.draft()
    drafter, other, expert = (stage.person(who).id for who in ("drafter", "other_drafter", "expert"))
    assert stage.client("other_drafter").get(f"/documents/{document_id}").status_code == 404
    assert name(stage, document_id, "drafter", other) == 302
    assert name(stage, document_id, "expert", expert) == 302
    assert named(stage, document_id) == ({drafter, other}, {expert})
    assert stage.client("other_drafter").get(f"/documents/{document_id}").status_code == 200
    answer = stage.client("secretary").post(f"/documents/{document_id}/people/drafter/{other}/take-off")
    assert (answer.status_code, named(stage, document_id)) == (302, ({drafter}, {expert}))
    assert stage.client("other_drafter").get(f"/documents/{document_id}").status_code == 404


def test_the_page_offers_those_who_hold_the_role_and_are_not_named(stage: Stage) -> None:
    document_id = stage.draft()
    page = words(read(stage, "secretary", f"/documents/{document_id}/people"))
    assert "Анна Серова drafter@cmia.test Take off the document" in page
    assert "Тимур Ахметов, other@cmia.test" in page
    assert "Анна Серова, drafter@cmia.test" not in page
    assert "Марина Ткачёва, expert@cmia.test" in page
    assert "Алеся Новик" not in page


def test_who_may(stage: Stage) -> None:
    document_id = stage.circulated()
    found = statuses(stage, EVERYBODY, f"/documents/{document_id}/people")
    assert found == dict.fromkeys(EVERYBODY, 404) | {"secretary": 200, "drafter": 403, "belarus": 403}
    person = stage.person("other_drafter").id
    assert name(stage, document_id, "drafter", person, who="drafter") == 403
    assert name(stage, document_id, "drafter", person, who="administrator") == 404


@pytest.mark.parametrize("who", ["belarus", "secretary", "drafter"])
def test_only_those_offered_are_taken(stage: Stage, who: str) -> None:
    document_id = stage.draft()
    before = named(stage, document_id)
    assert name(stage, document_id, "drafter", stage.person(who).id) == 422
    assert named(stage, document_id) == before


@pytest.mark.parametrize("person", ["", "x", "0", "999999999999999999999"])
def test_nonsense_is_refused_at_the_field(stage: Stage, person: str) -> None:
    document_id = stage.draft()
    answer = stage.client("secretary").post(
        f"/documents/{document_id}/people/expert", data={"expert-person": person}
    )
    assert answer.status_code == 422
    assert 'id="expert-person-error"' in answer.text


def test_who_is_not_named_cannot_be_taken_off(stage: Stage) -> None:
    document_id = stage.draft()
    client = stage.client("secretary")
    person = stage.person("expert").id
    assert client.post(f"/documents/{document_id}/people/expert/{person}/take-off").status_code == 422
    assert client.post(f"/documents/{document_id}/people/chair/{person}/take-off").status_code == 404


def test_not_after_the_text_is_agreed(stage: Stage) -> None:
    document_id = stage.agreed()
    assert stage.client("secretary").get(f"/documents/{document_id}/people").status_code == 409
    assert name(stage, document_id, "drafter", stage.person("other_drafter").id) == 409
