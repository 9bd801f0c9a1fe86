"""The list of documents: what it shows, its filters and pages, and what it does not reveal."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.models import Document, Event
from cmia_docs.rules.description import Description
from cmia_docs.rules.workflow import Role
from tests.factories.product import RUSSIAN, Product, texts
from tests.web.queries import counted

XSS = "<script>alert('1')</script> & \"кавычки\""


def begin(product: Product, title: str, who: str = "drafter", initiator: str = "") -> int:
    """A draft with this title."""
    with product.work(who) as work:
        return documents.create(
            work,
            description=Description(
                act_type="regulation",
                titles={"ru": title},
                languages=("ru", "en"),
                initiator=initiator,
            ),
            texts=texts(),
            message="Начало",
        ).id


def sent_to_belarus(product: Product) -> int:
    """A document in a round that is sent only to Belarus."""
    document_id = product.in_check()
    product.circulate(document_id, ["BY"])
    return document_id


def shown(page: str) -> list[int]:
    """The documents on a page of the list, in order."""
    return [int(number) for number in re.findall(r'<a class="name" href="/documents/(\d+)"', page)]


def listed(product: Product, who: str, query: str = "") -> list[int]:
    """The documents a person finds."""
    answer = product.client(who).get(f"/documents{query}")
    assert answer.status_code == 200
    return shown(answer.text)


def test_the_public_is_asked_to_sign_in(product: Product) -> None:
    answer = product.client().get("/documents?state=draft")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/documents?state%3Ddraft")


def test_what_changed_last_stands_first(product: Product) -> None:
    first, second = begin(product, "Первый"), begin(product, "Второй")
    product.clock.advance(days=1)
    product.save(first, RUSSIAN.replace("рекомендательный", "обязательный"))
    assert listed(product, "drafter") == [first, second]


def test_everybody_finds_what_is_open_to_them(product: Product) -> None:
    own, other = begin(product, "Свой"), begin(product, "Чужой", "other_drafter")
    sent, adopted = sent_to_belarus(product), product.adopted()
    with product.work("secretary") as work:
        documents.assign(work, own, product.person("expert").id, Role.EXPERT)
    expected = {
        "drafter": {own, sent, adopted},
        "other_drafter": {other, adopted},
        "expert": {own, adopted},
        "secretary": {own, other, sent, adopted},
        "belarus": {sent, adopted},
        "kyrgyzstan": {adopted},
        "chair": {adopted},
        "administrator": {adopted},
        "auditor": {adopted},
    }
    assert {who: set(listed(product, who)) for who in expected} == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=circulated", ["sent"]),
        ("?type=decision", ["decision"]),
        ("?type=regulation&state=draft", ["draft"]),
        ("?initiator=KG", ["draft"]),
        ("?initiator=-", ["decision", "sent"]),
        ("?q=ОБМЕН+свед", ["draft"]),
        ("?q=научно", ["decision", "sent"]),
        ("?q=учет", ["draft"]),
        ("?q=%25", []),
        ("?q=_", []),
        ("?who=mine", ["draft", "sent"]),
        ("?state=nonsense&type=%00&initiator=XX&who=1", ["decision", "draft", "sent"]),
        ("?page=99", ["decision", "draft", "sent"]),
        ("?page=-1", ["decision", "draft", "sent"]),
        ("?page=9999999999999999999999", ["decision", "draft", "sent"]),
        ("?page=x", ["decision", "draft", "sent"]),
    ],
)
def test_filters(product: Product, query: str, expected: list[str]) -> None:
    names = {
        begin(product, "Об обмене сведениями учёта", initiator="KG"): "draft",
        product.circulated(): "sent",
        product.draft("decision", "other_drafter"): "decision",
    }
    with product.work("secretary") as work:
        person = product.person("drafter").id
        decision = next(number for number, name in names.items() if name == "decision")
        if query != "?who=mine":
            documents.assign(work, decision, person, Role.DRAFTER)
    assert sorted(names[number] for number in listed(product, "drafter", query)) == expected


def test_a_title_that_was_not_sent_out_is_neither_shown_nor_found(product: Product) -> None:
    sent = sent_to_belarus(product)
    product.clock.advance(days=40)
    product.close_round(sent)
    with product.services.writers() as db, db.begin():
        # A later title, as a revision after the round would leave it.
        db.get_one(Document, sent).titles = {"ru": "Тайное наименование"}
    page = product.client("belarus", language="ru").get("/documents").text
    assert shown(page) == [sent]
    assert "Тайное" not in page
    assert listed(product, "belarus", "?q=тайное") == []
    assert listed(product, "belarus", "?q=научно") == [sent]
    assert listed(product, "drafter", "?q=тайное") == [sent]


def test_markup_in_titles_and_queries_is_text(product: Product) -> None:
    begin(product, XSS)
    page = product.client("drafter").get("/documents", query_string={"q": "<script>"}).text
    assert page.count("<script>") == 0
    assert "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &#34;кавычки&#34;" in page
    assert 'value="&lt;script&gt;"' in page


def test_an_empty_list_says_what_to_do_next(product: Product) -> None:
    assert 'href="/documents/new"' in product.client("drafter").get("/documents").text
    reviewer = product.client("belarus").get("/documents").text
    assert "Documents that are sent to you, or on which you are named, appear here." in reviewer
    assert "/documents/new" not in reviewer
    begin(product, "Один")
    assert "No document matches these filters." in product.client("drafter").get("/documents?q=другой").text


def many(product: Product, count: int) -> int:
    """Copies of one draft as rows alone: the list never opens a text."""
    document_id = begin(product, "Многое")
    with product.services.writers() as db, db.begin():
        first = db.get_one(Document, document_id)
        saved = db.get_one(Event, first.current_id)
        for n in range(count - 1):
            event = Event(at=saved.at, kind="plan_session", actor_name="", actor_email="", data=saved.data)
            db.add(event)
            db.flush()
            db.add(
                Document(
                    id=event.id, slug=f"copy-{n}", act_type=first.act_type, titles=first.titles,
                    languages=["ru"], authentic=["ru"], initiator="", stage="draft",
                    current_id=saved.id, created_at=saved.at, changed_at=saved.at - timedelta(hours=n),
                )
            )  # fmt: skip
    return document_id


def test_pages_and_a_fixed_number_of_queries(product: Product) -> None:
    begin(product, "Один")
    client = product.client("secretary")
    with counted(product) as few:
        client.get("/documents")
    many(product, 59)
    with counted(product) as statements:
        page = client.get("/documents?q=мног&page=2").text
    assert len(statements) == len(few)
    assert "59 documents" in page
    assert len(shown(page)) == 25
    assert 'href="/documents?q=%D0%BC%D0%BD%D0%BE%D0%B3&amp;page=3"' in page
    assert len(shown(client.get("/documents?page=3").text)) == 10
