"""Search in drafts: each person finds what they may read, once, and nothing of what they may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.document.revisions import Description
from cmia_docs.actions.people import roles
from cmia_docs.actions.review import agreement
from cmia_docs.models import Document
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.followed import confirm
from tests.factories.played import play
from tests.factories.search import Page, search, tabled_decision
from tests.factories.stage import RUSSIAN, Stage, texts

EVERYBODY = [
    "drafter",
    "other_drafter",
    "expert",
    "secretary",
    "belarus",
    "kazakhstan",
    "kyrgyzstan",
    "chair",
    "administrator",
    "auditor",
]
# A word in each text that stands nowhere else.
WORKING, SENT, LATER, TABLED, SECRET_TITLE = "черновик", "разосланное", "последующее", "внесённое", "тайное"


def story(stage: Stage) -> None:
    """A working draft; one sent to Belarus and changed since; one tabled; an adopted act."""
    stage.draft(рекомендательный=WORKING)

    sent = stage.in_check(рекомендательный=SENT)
    stage.circulate(sent, ["BY"])
    stage.position(sent, "belarus", "BY")
    stage.close_round(sent)
    with stage.work("drafter") as work:
        titles = {"ru": f"Положение: {SECRET_TITLE}", "en": "Regulation: secret"}
        revisions.save(
            work,
            sent,
            seen=stage.seen(sent),
            texts=texts(рекомендательный=LATER),
            message="Правка",
            description=replace(Description.of(stage.document(sent)), titles=titles),
        )

    stage.tabled(рекомендательный=TABLED)
    stage.in_force()


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("drafts"), story)


def ids(stage: Stage) -> list[int]:
    with stage.services.readers() as session:
        return list(session.scalars(select(Document.id).order_by(Document.id)))


def found(stage: Stage, who: str, word: str) -> int:
    return search(stage.client(who), word, **{"in": "drafts"}).total


WHO_FINDS = {
    WORKING: {"drafter", "secretary"},
    SENT: {"belarus"},
    LATER: {"drafter", "secretary"},
    SECRET_TITLE: {"drafter", "secretary"},
    TABLED: {"drafter", "secretary", "belarus", "kazakhstan", "chair"},
}


@pytest.mark.parametrize("word", WHO_FINDS)
def test_who_finds_a_draft(stage: Stage, word: str) -> None:
    # A word of the title finds both articles of the text.
    expected = 2 if word == SECRET_TITLE else 1
    finders = {who: found(stage, who, word) for who in EVERYBODY if who not in ("administrator", "auditor")}

    assert finders == {who: expected if who in WHO_FINDS[word] else 0 for who in finders}


def test_an_administrator_and_an_auditor_search_in_acts_alone(stage: Stage) -> None:
    for who in ("administrator", "auditor"):
        page = search(stage.client(who), "заключения", **{"in": "drafts"})
        assert [link.split("/")[1] for link in page.links] == ["register"]
        assert "Where to search" not in page.html


def test_the_public_is_asked_to_sign_in_for_drafts(stage: Stage) -> None:
    answer = stage.client().get("/search?q=x&in=drafts")

    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/search?q%3Dx%26in%3Ddrafts")
    assert "Where to search" not in search(stage.client(), "x").html


def test_who_sees_the_working_text_finds_no_article_twice(stage: Stage) -> None:
    for who in ("drafter", "secretary"):
        page = search(stage.client(who), "беларусь", **{"in": "drafts"})
        assert len(page.links) == page.total == 3


def test_a_person_of_two_roles_finds_no_article_twice(stage: Stage) -> None:
    """Named as drafter on one document, reviewer for a state in another."""
    with stage.work("administrator") as work:
        roles.grant_role(work, stage.person("drafter").id, Grant(Role.REVIEWER, "BY"))

    page = search(stage.client("drafter"), "беларусь", **{"in": "drafts"})

    assert len(page.links) == page.total == 3


def test_rights_hold_at_once_whatever_the_index_says(stage: Stage) -> None:
    working = ids(stage)[0]
    assert found(stage, "other_drafter", WORKING) == 0
    with stage.work("secretary") as work:
        documents.assign(work, working, stage.person("other_drafter").id, Role.DRAFTER)
    assert found(stage, "other_drafter", WORKING) == 1
    with stage.work("secretary") as work:
        documents.unassign(work, working, stage.person("other_drafter").id, Role.DRAFTER)

    assert found(stage, "other_drafter", WORKING) == 0


def test_a_hit_leads_to_the_revision_that_was_searched(stage: Stage) -> None:
    _, sent, *_ = ids(stage)
    for who, word, number in (("belarus", SENT, 1), ("secretary", LATER, 2)):
        client = stage.client(who)
        (link,) = search(client, word, **{"in": "drafts"}).links
        assert link == f"/documents/{sent}?revision={number}&languages=ru#a1"
        page = client.get(link.partition("#")[0])
        assert page.status_code == 200
        assert word in page.text


def test_each_state_finds_what_was_sent_to_it_last(stage: Stage) -> None:
    document_id = stage.circulated(рекомендательный="первое")
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    stage.save(document_id, RUSSIAN.replace("рекомендательный", "второе"))
    stage.circulate(document_id, ["BY", "KG"])
    stage.follow_up()

    finders = {
        word: [who for who in EVERYBODY[:8] if found(stage, who, word)] for word in ("первое", "второе")
    }

    assert finders == {"первое": ["kazakhstan"], "второе": ["drafter", "secretary", "belarus", "kyrgyzstan"]}


def test_a_hit_does_not_tell_a_later_title_or_day(stage: Stage) -> None:
    page = search(stage.client("belarus"), SENT, **{"in": "drafts"})

    assert SECRET_TITLE not in page.html
    assert "Положение о Научно-консультативном совете" in page.html


def test_facets_of_drafts_count_what_the_person_sees(stage: Stage) -> None:
    belarus = search(stage.client("belarus"), "беларусь", **{"in": "drafts"})
    secretary = search(stage.client("secretary"), "беларусь", **{"in": "drafts"})

    assert belarus.facets == {
        "Act type": {"Regulation": 2},
        "Year": {"2026": 2},
        "State of the document": {"Consolidation": 1, "Tabled": 1},
        "Language": {"Russian": 2},
    }
    assert secretary.facets["State of the document"] == {"Consolidation": 1, "Draft": 1, "Tabled": 1}
    chosen = Page(stage.client("secretary").get(secretary.facet_url("Draft")).text)
    assert (chosen.total, chosen.facets["State of the document"]) == (
        1,
        secretary.facets["State of the document"],
    )


def test_a_draft_without_circulation_is_found_by_the_chair_once_tabled(stage: Stage) -> None:
    tabled_decision(stage)
    stage.follow_up()

    assert found(stage, "chair", "межгосударственный") == 1
    assert found(stage, "belarus", "межгосударственный") == 0


def test_a_withdrawn_draft_is_still_found_by_its_makers(stage: Stage) -> None:
    working = ids(stage)[0]
    with stage.work("secretary") as work:
        agreement.withdraw(work, working, seen=stage.seen(working), reason="Не нужен")
    stage.follow_up()

    page = search(stage.client("drafter"), WORKING, **{"in": "drafts"})

    assert (page.total, page.facets["State of the document"]) == (1, {"Withdrawn": 1})
    assert search(stage.client(), WORKING).total == 0


def test_an_adopted_text_moves_from_the_drafts_to_the_acts(stage: Stage) -> None:
    document_id = stage.proposed(number="СМВД/2026/8", рекомендательный="позднейшее")
    stage.follow_up()
    assert found(stage, "secretary", "позднейшее") == 1
    assert search(stage.client(), "позднейшее").total == 0

    confirm(stage, document_id)
    stage.follow_up()

    assert found(stage, "secretary", "позднейшее") == 0
    assert search(stage.client(), "позднейшее").total == 1


# --- the public ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [WORKING, SENT, LATER, TABLED, SECRET_TITLE])
def test_the_public_learns_nothing_of_drafts(stage: Stage, word: str) -> None:
    """Neither by a hit, nor by a count, nor by a suggestion for a misspelt word."""
    misspelt = word[:2] + word[3:]
    for who in (None, "administrator", "secretary"):
        client = stage.client(who)
        for typed in (word, misspelt, word[:4] + "*"):
            page = search(client, typed)
            assert (page.total, page.facets, page.meant) == (0, {}, ""), (who, typed)


def test_the_public_pages_are_the_same_with_and_without_drafts(stage: Stage) -> None:
    queries = ("беларусь", "заключение проект", "белурусь", "положение OR regulation", "прое*")
    before = [seen(search(stage.client(), query)) for query in queries]
    for _ in range(3):
        stage.draft(проекты="белурусь проектище заключение")
    stage.follow_up()

    assert [seen(search(stage.client(), query)) for query in queries] == before


def test_a_reviewer_gets_no_suggestion_out_of_drafts_they_do_not_see(stage: Stage) -> None:
    misspelt = WORKING.replace("р", "", 1)

    assert search(stage.client("secretary"), misspelt, **{"in": "drafts"}).meant == WORKING
    assert search(stage.client("belarus"), misspelt, **{"in": "drafts"}).meant == ""


def seen(page: Page) -> tuple[object, ...]:
    return (page.links, page.total, page.facets, page.meant, page.snippets)
