"""The event log: what an auditor and an administrator read in it."""

from __future__ import annotations

import re

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import agreement, remarks
from cmia_docs.rules.positions import PositionKind
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST
from tests.factories.product import Product
from tests.web.queries import counted

TITLE = "Regulation on the Scientific Advisory Board"
SECRETS = (
    "Уточнить состав",
    "Возражаем против статьи 2",
    "Снято по просьбе",
    "Первая редакция",
    "рекомендательный",
)


def events_of(page: str) -> list[list[str]]:
    """The rows of the log, as words."""
    body = page[page.index("<tbody") : page.index("</tbody>")]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("<tr")[1:]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def withdrawn_after_all_sorts_of_words(product: Product) -> int:
    """A document with a message, a remark, a note and a reason, none of which a log may say."""
    document_id = product.circulated()
    with product.work("belarus") as work:
        remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить состав",
            state="BY",
        )
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Возражаем против статьи 2")
    with product.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason="Снято по просьбе")
    return document_id


def test_an_auditor_reads_who_did_what_and_no_word_of_the_texts(product: Product) -> None:
    withdrawn_after_all_sorts_of_words(product)

    page = product.client("auditor").get("/events").text

    assert [secret for secret in SECRETS if secret in page] == []
    secretary, belarus, drafter = (CAST[who][0] for who in ("secretary", "belarus", "drafter"))
    assert [row[1:5] for row in events_of(page)[:8]] == [
        [secretary, "withdrew it", "", f"{TITLE} No. 1"],
        [belarus, "gave a position", "Belarus", f"{TITLE} No. 1"],
        [belarus, "made a remark", "Belarus", f"{TITLE} No. 1"],
        [secretary, "circulated it", "", f"{TITLE} No. 1"],
        [drafter, "submitted it for the check", "", f"{TITLE} No. 1"],
        [drafter, "saved a revision", "", f"{TITLE} No. 1"],
        [drafter, "named a person on the document", f"{drafter} drafter", TITLE],
        [drafter, "created the document", "", TITLE],
    ]


def test_an_administrator_reads_of_accounts_settings_and_sessions_alone(product: Product) -> None:
    withdrawn_after_all_sorts_of_words(product)
    product.session()

    page = product.client("administrator").get("/events").text

    assert [word for word in (TITLE, "Положение", *SECRETS) if word in page] == []
    assert {row[2] for row in events_of(page)} == {
        "planned a session",
        "gave a role",
        "invited a person",
        "changed the settings",
    }
    assert '<option value="save"' not in page


def test_an_administrator_learns_nothing_by_asking_for_a_document(product: Product) -> None:
    document_id = product.draft()
    client = product.client("administrator")

    def results(query: str) -> str:
        page = re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", client.get(f"/events?{query}").text)
        return page.replace(query, "").replace(query.replace("=", "%3D"), "")

    assert results(f"document={document_id}") == results("document=999999")
    assert results("kind=save") == results("kind=nothing").replace("nothing", "save")


def test_the_events_of_one_document(product: Product) -> None:
    first, second = product.draft(), product.in_check()
    client = product.client("auditor")
    assert f'href="/events?document={second}"' in client.get("/events").text
    page = client.get(f"/events?document={first}").text
    assert [row[2] for row in events_of(page)] == [
        "saved a revision",
        "named a person on the document",
        "created the document",
    ]
    assert "Only the events of one document are shown." in page


def test_a_role_says_whose_for_which_state_and_until_when(product: Product) -> None:
    page = product.client("auditor").get("/events?kind=grant").text
    assert [row[3] for row in events_of(page)][:3] == [
        f"{CAST['auditor'][0]} auditor, until 1 March 2027",
        f"{CAST['administrator'][0]} administrator",
        f"{CAST['other_chair'][0]} chair, Kyrgyzstan",
    ]
    assert "/people/" not in page
    assert "/people/" in product.client("administrator").get("/events?kind=grant").text


def test_one_who_is_both_reads_all(product: Product) -> None:
    document_id = product.draft()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    product.client("administrator").post(
        f"/people/{product.person('administrator').id}/roles", data={"role": "auditor", "until": "2026-12-31"}
    )
    page = product.client("administrator").get("/events").text
    assert TITLE in page
    assert f"{CAST['expert'][0]} expert-group member" in [row[3] for row in events_of(page)]


@pytest.mark.parametrize("who", ["secretary", "drafter", "chair", "belarus", "expert"])
def test_nobody_else_reads_it(product: Product, who: str) -> None:
    assert product.client(who).get("/events").status_code == 403


def test_any_address_answers(product: Product) -> None:
    for _ in range(30):
        product.session()
    client = product.client("auditor")
    for query in (
        *("page=2", "page=0", "page=-1", "page=x", "page=99999999999999999999", "page=٣"),
        *("q=%00", "kind=%F0%9F%92%A9", "document=x", "document=-1", "document=99999999999999999999"),
        "endpoint=a&_scheme=b&_anchor=c&page=2",
    ):
        assert (query, client.get(f"/events?{query}").status_code) == (query, 200)


def test_pages_keep_the_filter_and_the_last_page_stands_for_those_beyond(product: Product) -> None:
    for _ in range(40):
        product.session()
    client = product.client("auditor")
    first = client.get("/events?kind=&q=").text
    assert 'href="/events?kind=&amp;q=&amp;page=2"' in first
    last, beyond = client.get("/events?page=2").text, client.get("/events?page=77").text
    assert events_of(last) == events_of(beyond)
    assert len(events_of(first)) == 50


def test_the_page_takes_the_same_queries_however_many_events(product: Product) -> None:
    client = product.client("auditor")
    with counted(product) as few:
        client.get("/events?kind=configure")
    product.circulated()
    with counted(product) as many:
        client.get("/events")
    assert len(many) - len(few) <= 1  # a page without anybody concerned asks for nobody
