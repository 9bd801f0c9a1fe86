"""The history of a document: revisions to open and compare, and the events a person may know of."""

from __future__ import annotations

import re
from datetime import timedelta

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import checking, circulation, remarks
from cmia_docs.queries.document.history import EVENTS_A_PAGE
from cmia_docs.rules.positions import DispositionKind
from cmia_docs.rules.workflow import Role
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.reading import EVERYBODY, read, statuses, words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")


def revisions(page: str) -> list[int]:
    """The numbers of the revisions in the table."""
    return [int(number) for number in re.findall(r'<a class="name num"[^>]*>No\.\xa0(\d+)</a>', page)]


def events(page: str) -> list[str]:
    """What the timeline says, newest first."""
    return [words(entry) for entry in re.findall(r'<p class="what">(.*?)</p>', page, flags=re.S)]


def add_remarks(product: Product, document_id: int, count: int) -> None:
    """So many remarks of the drafter."""
    seen = product.seen(document_id)
    with product.work("drafter") as work:
        for n in range(count):
            remarks.remark(work, document_id, seen=seen, language="ru", unit_id="c1", body=f"{count}/{n}")


def whole_story(product: Product) -> int:
    """A document with internal and circulated work: two rounds, the first with Belarus and Kazakhstan."""
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Тайное указание")
    product.save(document_id, CHANGED, message="Тайное пояснение")
    with product.work("drafter") as work:
        made = remarks.remark(
            work, document_id, seen=product.seen(document_id), language="ru", unit_id="c1", body="Между нами"
        )
    with product.work("secretary") as work:
        remarks.dispose(work, made.id, seen=product.seen(document_id), kind=DispositionKind.NOTED)
    product.save(document_id, RUSSIAN.replace("Состав", "Члены"), message="К направлению")
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
        checking.submit(work, document_id, seen=product.seen(document_id))
    product.circulate(document_id, ["BY", "KZ"])
    product.position(document_id, "belarus", "BY")
    product.clock.advance(days=40)
    product.close_round(document_id)
    product.circulate(document_id, ["KG"])
    with product.work("secretary") as work:
        circulation.extend(
            work,
            document_id,
            seen=product.seen(document_id),
            due_on=(product.clock() + timedelta(days=50)).date(),
        )
    return document_id


def test_the_makers_read_everything(product: Product) -> None:
    document_id = whole_story(product)
    page = read(product, "expert", f"/documents/{document_id}/history")
    assert revisions(page) == [3, 2, 1]
    assert events(page) == [
        "Ольга Белова extended the due date",
        "Ольга Белова circulated it",
        "Ольга Белова closed the round",
        "Алеся Новик gave a position (Belarus)",
        "Ольга Белова circulated it",
        "Ольга Белова submitted it for the check",
        "Ольга Белова named a person on the document",
        "Анна Серова saved a revision",
        "Ольга Белова answered a remark",
        "Анна Серова made a remark",
        "Анна Серова saved a revision",
        "Ольга Белова returned it to its drafters",
        "Анна Серова submitted it for the check",
        "Анна Серова saved a revision",
        "Анна Серова named a person on the document",
        "Анна Серова created the document",
    ]
    assert "Тайное указание" in page


def test_a_reviewer_reads_of_the_rounds_that_the_state_was_asked_in(product: Product) -> None:
    document_id = whole_story(product)
    pages = {
        who: read(product, who, f"/documents/{document_id}/history") for who in ("belarus", "kyrgyzstan")
    }
    assert {who: revisions(page) for who, page in pages.items()} == {"belarus": [3], "kyrgyzstan": [3]}
    assert {who: events(page) for who, page in pages.items()} == {
        "belarus": [
            "Ольга Белова closed the round",
            "Алеся Новик gave a position (Belarus)",
            "Ольга Белова circulated it",
            "Анна Серова saved a revision",
        ],
        "kyrgyzstan": [
            "Ольга Белова extended the due date",
            "Ольга Белова circulated it",
            "Анна Серова saved a revision",
        ],
    }
    assert all("Тайное" not in page for page in pages.values())


def test_everybody_else_reads_of_the_adoption(product: Product) -> None:
    document_id = product.in_force()
    page = read(product, "administrator", f"/documents/{document_id}/history")
    assert revisions(page) == [1]
    assert events(page) == [
        "Ольга Белова recorded its entry into force",
        "Даурен Омаров confirmed its adoption",
        "Анна Серова saved a revision",
    ]


def test_it_is_not_there_for_who_may_not_know_of_the_document(product: Product) -> None:
    answers = statuses(product, EVERYBODY, f"/documents/{product.draft()}/history")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200}


def test_any_two_revisions_are_offered_for_comparison(product: Product) -> None:
    document_id = product.draft()
    page = read(product, "drafter", f"/documents/{document_id}/history")
    assert ('name="old"' in page, "Compare the chosen two" in page) == (False, False)
    product.save(document_id, CHANGED)
    page = read(product, "drafter", f"/documents/{document_id}/history")
    assert f'<form method="get" action="/documents/{document_id}/compare">' in page
    assert re.findall(r'name="(old|new)" value="(\d)"[^>]* checked', page) == [("new", "2"), ("old", "1")]


def test_a_message_is_shown_as_words(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, CHANGED, message="<script>alert(1)</script> & <b>")
    page = read(product, "drafter", f"/documents/{document_id}/history")
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;") == 2


def test_a_long_story_has_pages_and_a_fixed_number_of_queries(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")
    add_remarks(product, document_id, 1)
    with counted(product) as few:
        client.get(f"/documents/{document_id}/history")
    add_remarks(product, document_id, EVENTS_A_PAGE + 4)
    with counted(product) as many:
        first = client.get(f"/documents/{document_id}/history").text
    # In a short history the event that saved the revision is among those already read.
    assert len(many) == len(few) + 1
    assert len(events(first)) == EVENTS_A_PAGE
    last = client.get(f"/documents/{document_id}/history?page=99").text
    assert events(last)[-1] == "Анна Серова created the document"
    assert len(events(last)) == 8
