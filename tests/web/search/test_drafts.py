"""Search in drafts: each person finds what they may read, once, and nothing of what they may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.people import roles
from cmia_docs.actions.review import agreement
from cmia_docs.models import Document
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.followed import confirm
from tests.factories.played import play
from tests.factories.product import RUSSIAN, Product, texts
from tests.factories.search import Page, search, tabled_decision

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
# A word in each text that is in no other.
WORKING, SENT, LATER, TABLED, SECRET_TITLE = "черновик", "разосланное", "последующее", "внесённое", "тайное"


def story(product: Product) -> None:
    """A working draft; one sent to Belarus and changed since; one tabled; an adopted act."""
    product.draft(рекомендательный=WORKING)

    sent = product.in_check(рекомендательный=SENT)
    product.circulate(sent, ["BY"])
    product.position(sent, "belarus", "BY")
    product.close_round(sent)
    with product.work("drafter") as work:
        titles = {"ru": f"Положение: {SECRET_TITLE}", "en": "Regulation: secret"}
        revisions.save(
            work,
            sent,
            seen=product.seen(sent),
            texts=texts(рекомендательный=LATER),
            message="Правка",
            description=replace(product.document(sent).description, titles=titles),
        )

    product.tabled(рекомендательный=TABLED)
    product.in_force()


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("drafts"), story)


def ids(product: Product) -> list[int]:
    with product.services.readers() as db:
        return list(db.scalars(select(Document.id).order_by(Document.id)))


def hits_of(product: Product, who: str, word: str) -> int:
    return search(product.client(who), word, **{"in": "drafts"}).total


WHO_FINDS = {
    WORKING: {"drafter", "secretary"},
    SENT: {"belarus"},
    LATER: {"drafter", "secretary"},
    SECRET_TITLE: {"drafter", "secretary"},
    TABLED: {"drafter", "secretary", "belarus", "kazakhstan", "chair"},
}


@pytest.mark.parametrize("word", WHO_FINDS)
def test_who_finds_a_draft(product: Product, word: str) -> None:
    # A word of the title finds both articles of the text.
    expected = 2 if word == SECRET_TITLE else 1
    finders = {
        who: hits_of(product, who, word) for who in EVERYBODY if who not in ("administrator", "auditor")
    }

    assert finders == {who: expected if who in WHO_FINDS[word] else 0 for who in finders}


def test_an_administrator_and_an_auditor_search_in_acts_alone(product: Product) -> None:
    for who in ("administrator", "auditor"):
        page = search(product.client(who), "заключения", **{"in": "drafts"})
        assert [link.split("/")[1] for link in page.links] == ["register"]
        assert "Where to search" not in page.html


def test_the_public_has_to_sign_in_for_drafts(product: Product) -> None:
    answer = product.client().get("/search?q=x&in=drafts")

    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/search?q%3Dx%26in%3Ddrafts")
    assert "Where to search" not in search(product.client(), "x").html


def test_who_sees_the_working_text_finds_no_article_twice(product: Product) -> None:
    for who in ("drafter", "secretary"):
        page = search(product.client(who), "беларусь", **{"in": "drafts"})
        assert len(page.links) == page.total == 3


def test_a_person_of_two_roles_finds_no_article_twice(product: Product) -> None:
    """Named as drafter on one document, reviewer for a state in another."""
    with product.work("administrator") as work:
        roles.grant_role(work, product.person("drafter").id, Grant(Role.REVIEWER, "BY"))

    page = search(product.client("drafter"), "беларусь", **{"in": "drafts"})

    assert len(page.links) == page.total == 3


def test_rights_hold_at_once_whatever_the_index_says(product: Product) -> None:
    working = ids(product)[0]
    assert hits_of(product, "other_drafter", WORKING) == 0
    with product.work("secretary") as work:
        documents.assign(work, working, product.person("other_drafter").id, Role.DRAFTER)
    assert hits_of(product, "other_drafter", WORKING) == 1
    with product.work("secretary") as work:
        documents.unassign(work, working, product.person("other_drafter").id, Role.DRAFTER)

    assert hits_of(product, "other_drafter", WORKING) == 0


def test_a_hit_leads_to_the_revision_that_was_searched(product: Product) -> None:
    _, sent, *_ = ids(product)
    for who, word, number in (("belarus", SENT, 1), ("secretary", LATER, 2)):
        client = product.client(who)
        (link,) = search(client, word, **{"in": "drafts"}).links
        assert link == f"/documents/{sent}?revision={number}&languages=ru#a1"
        page = client.get(link.partition("#")[0])
        assert page.status_code == 200
        assert word in page.text


def test_each_state_finds_what_was_sent_to_it_last(product: Product) -> None:
    document_id = product.circulated(рекомендательный="первое")
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    product.save(document_id, RUSSIAN.replace("рекомендательный", "второе"))
    product.circulate(document_id, ["BY", "KG"])
    product.follow_up()

    finders = {
        word: [who for who in EVERYBODY[:8] if hits_of(product, who, word)] for word in ("первое", "второе")
    }

    assert finders == {"первое": ["kazakhstan"], "второе": ["drafter", "secretary", "belarus", "kyrgyzstan"]}


def test_a_hit_does_not_tell_a_later_title_or_day(product: Product) -> None:
    page = search(product.client("belarus"), SENT, **{"in": "drafts"})

    assert SECRET_TITLE not in page.html
    assert "Положение о Научно-консультативном совете" in page.html


def test_facets_of_drafts_count_what_the_person_sees(product: Product) -> None:
    belarus = search(product.client("belarus"), "беларусь", **{"in": "drafts"})
    secretary = search(product.client("secretary"), "беларусь", **{"in": "drafts"})

    assert belarus.facets == {
        "Act type": {"Regulation": 2},
        "Year": {"2026": 2},
        "Stage of the document": {"Consolidation": 1, "Tabled": 1},
        "Language": {"Russian": 2},
    }
    assert secretary.facets["Stage of the document"] == {"Consolidation": 1, "Draft": 1, "Tabled": 1}
    chosen = Page(product.client("secretary").get(secretary.facet_url("Draft")).text)
    assert (chosen.total, chosen.facets["Stage of the document"]) == (
        1,
        secretary.facets["Stage of the document"],
    )


def test_the_chair_finds_a_draft_without_circulation_once_tabled(product: Product) -> None:
    tabled_decision(product)
    product.follow_up()

    assert hits_of(product, "chair", "межгосударственный") == 1
    assert hits_of(product, "belarus", "межгосударственный") == 0


def test_makers_still_find_a_withdrawn_draft(product: Product) -> None:
    working = ids(product)[0]
    with product.work("secretary") as work:
        agreement.withdraw(work, working, seen=product.seen(working), reason="Не нужен")
    product.follow_up()

    page = search(product.client("drafter"), WORKING, **{"in": "drafts"})

    assert (page.total, page.facets["Stage of the document"]) == (1, {"Withdrawn": 1})
    assert search(product.client(), WORKING).total == 0


def test_an_adopted_text_moves_from_the_drafts_to_the_acts(product: Product) -> None:
    document_id = product.proposed(number="СМВД/2026/8", рекомендательный="позднейшее")
    product.follow_up()
    assert hits_of(product, "secretary", "позднейшее") == 1
    assert search(product.client(), "позднейшее").total == 0

    confirm(product, document_id)
    product.follow_up()

    assert hits_of(product, "secretary", "позднейшее") == 0
    assert search(product.client(), "позднейшее").total == 1


# --- the public ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [WORKING, SENT, LATER, TABLED, SECRET_TITLE])
def test_the_public_learns_nothing_of_drafts(product: Product, word: str) -> None:
    """Neither by a hit, nor by a count, nor by a suggestion for a misspelt word."""
    misspelt = word[:2] + word[3:]
    for who in (None, "administrator", "secretary"):
        client = product.client(who)
        for typed in (word, misspelt, word[:4] + "*"):
            page = search(client, typed)
            assert (page.total, page.facets, page.meant) == (0, {}, ""), (who, typed)


def test_the_public_pages_are_the_same_with_and_without_drafts(product: Product) -> None:
    queries = ("беларусь", "заключение проект", "белурусь", "положение OR regulation", "прое*")
    before = [seen(search(product.client(), query)) for query in queries]
    for _ in range(3):
        product.draft(проекты="белурусь проектище заключение")
    product.follow_up()

    assert [seen(search(product.client(), query)) for query in queries] == before


def test_a_reviewer_gets_no_suggestion_out_of_drafts_they_do_not_see(product: Product) -> None:
    misspelt = WORKING.replace("р", "", 1)

    assert search(product.client("secretary"), misspelt, **{"in": "drafts"}).meant == WORKING
    assert search(product.client("belarus"), misspelt, **{"in": "drafts"}).meant == ""


def seen(page: Page) -> tuple[object, ...]:
    return (page.links, page.total, page.facets, page.meant, page.snippets)
