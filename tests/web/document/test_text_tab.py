"""The page of a document: its text, its description, and which revision each person reads."""

from __future__ import annotations

import re

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import agreement, checking
from cmia_docs.rules.workflow import Role
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.reading import EVERYBODY, read, statuses, words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")


def steps(page: str) -> list[str]:
    """The classes of the steps of the way."""
    return re.findall(r'<li class="(done|current|todo|skipped)"', page)


def changed_after_round(product: Product) -> int:
    """Revision 1 was sent to Belarus and Kazakhstan; revision 2 is being worked on."""
    document_id = product.consolidated()
    product.save(document_id, CHANGED, message="Тайное пояснение")
    return document_id


def test_who_may_not_know_of_it_gets_the_answer_for_what_is_not_there(product: Product) -> None:
    document_id = product.draft()
    answers = statuses(product, EVERYBODY, f"/documents/{document_id}")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200}
    missing = product.client("belarus").get("/documents/999999").text
    hidden = product.client("belarus").get(f"/documents/{document_id}").text
    assert words(hidden) == words(missing)


def test_the_public_is_asked_to_sign_in(product: Product) -> None:
    assert product.client().get(f"/documents/{product.adopted()}").status_code == 302


def test_everybody_signed_in_reads_an_adopted_one(product: Product) -> None:
    document_id = product.adopted()
    answers = statuses(product, EVERYBODY, f"/documents/{document_id}")
    assert answers == dict.fromkeys(EVERYBODY, 200)
    page = read(product, "administrator", f"/documents/{document_id}")
    assert f'href="/documents/{document_id}/history"' in page
    assert f'href="/documents/{document_id}/positions"' not in page
    for tab in ("positions", "remarks"):
        assert product.client("administrator").get(f"/documents/{document_id}/{tab}").status_code == 404


def test_an_adopted_one_names_its_number_and_leads_to_the_register(product: Product) -> None:
    document_id = product.adopted("СМВД/2026/5")
    slug = product.document(document_id).slug
    link = f'<a class="num" href="/register/{slug}">СМВД/2026/5</a>'
    assert link in read(product, "belarus", f"/documents/{document_id}")
    assert product.client().get(f"/register/{slug}").status_code == 200


def test_a_reviewer_reads_what_was_sent_and_the_makers_what_is_written(product: Product) -> None:
    document_id = changed_after_round(product)
    reviewer, drafter = (
        read(product, who, f"/documents/{document_id}?languages=ru") for who in ("belarus", "drafter")
    )
    assert ("рекомендательный" in reviewer, "обязательный" in reviewer) == (True, False)
    assert ("рекомендательный" in drafter, "обязательный" in drafter) == (False, True)
    assert "Тайное" not in reviewer
    client = product.client("belarus")
    statuses = [client.get(f"/documents/{document_id}?revision={n}").status_code for n in (1, 2, 3)]
    assert statuses == [200, 404, 404]


def test_a_reviewer_reads_the_rounds_that_the_state_was_asked_in(product: Product) -> None:
    document_id = changed_after_round(product)
    product.circulate(document_id, ["KG"])
    for who, open_ in (("kyrgyzstan", [404, 200]), ("belarus", [200, 404]), ("secretary", [200, 200])):
        client = product.client(who)
        assert [client.get(f"/documents/{document_id}?revision={n}").status_code for n in (1, 2)] == open_


def test_the_title_that_a_reviewer_reads_is_that_of_the_revision(product: Product) -> None:
    document_id = product.consolidated()
    form = {
        "seen": product.seen(document_id), "title_ru": "Тайное наименование",
        "languages": ["ru"], "authentic": ["ru"], "initiator": "-",
    }  # fmt: skip
    assert (
        product.client("drafter").post(f"/documents/{document_id}/description", data=form).status_code == 302
    )
    assert "Тайное наименование" in read(product, "drafter", f"/documents/{document_id}")
    assert "Тайное наименование" not in read(product, "belarus", f"/documents/{document_id}")


@pytest.mark.parametrize(
    "query", ["?revision=0", "?revision=-1", "?revision=99999999999999999999", "?revision=2"]
)
def test_a_revision_that_is_not_there_is_not_found(product: Product, query: str) -> None:
    document_id = product.draft()
    assert product.client("drafter").get(f"/documents/{document_id}{query}").status_code == 404


def test_an_older_revision_says_so_and_leads_to_the_comparison(product: Product) -> None:
    document_id = changed_after_round(product)
    page = read(product, "drafter", f"/documents/{document_id}?revision=1")
    assert "You are reading revision 1. The latest one is 2." in words(page)
    assert f'href="/documents/{document_id}/compare?old=1&amp;new=2&amp;changes=1"' in page


def test_a_text_changed_after_its_round_says_so_to_its_makers(product: Product) -> None:
    document_id = changed_after_round(product)
    assert "The text was changed after revision 1 was sent out." in words(
        read(product, "secretary", f"/documents/{document_id}")
    )
    assert "was sent out" not in read(product, "belarus", f"/documents/{document_id}")


def test_one_language_or_two_beside_each_other(product: Product) -> None:
    document_id = product.draft()
    english = read(product, "drafter", f"/documents/{document_id}")
    assert '<article class="act" lang="en">' in english
    russian = read(product, "drafter", f"/documents/{document_id}?languages=ru")
    assert '<article class="act" lang="ru">' in russian
    both = read(product, "drafter", f"/documents/{document_id}?languages=ru,en,xx,ru")
    assert (both.count('lang="ru"') > 5, both.count('class="pair"')) == (True, 7)
    assert '<article class="act" lang="en">' in read(
        product, "drafter", f"/documents/{document_id}?languages=xx,../,%00"
    )


def test_every_unit_has_a_permalink_to_this_revision(product: Product) -> None:
    document_id = product.draft()
    page = read(product, "drafter", f"/documents/{document_id}?languages=ru")
    assert f'href="/documents/{document_id}?revision=1&amp;languages=ru#c3"' in page
    assert 'id="c3"' in page
    assert re.findall(r'<a class="level-\d" href="#(\w+)"', page) == ["s1", "a1", "a2"]


def test_markup_in_a_text_stands_there_as_words(product: Product) -> None:
    document_id = product.draft()
    hostile = (
        '1. <script>alert(1)</script> <img src=x onerror=y> **жирно** и "[[a1]]", [[nowhere]] [^f9]. {#c1}'
    )
    product.save(
        document_id,
        RUSSIAN.replace("1. Научно-консультативный совет даёт заключения на проекты. {#c1}", hostile),
    )
    page = read(product, "drafter", f"/documents/{document_id}?languages=ru")
    assert "<script>alert" not in page
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=y&gt; <strong>жирно</strong> и "
        '&#34;<a class="ref" href="#a1">статья 1</a>&#34;, <span class="ref-broken">[[nowhere]]</span>'
    ) in page


def test_the_way_of_a_document(product: Product) -> None:
    ways = {
        "draft": product.draft(),
        "consolidation": product.consolidated(),
        "in force": product.in_force(),
    }
    assert {
        name: steps(read(product, "secretary", f"/documents/{document_id}"))
        for name, document_id in ways.items()
    } == {
        "draft": ["current"] + ["todo"] * 7,
        "consolidation": ["done"] * 3 + ["current"] + ["todo"] * 4,
        "in force": ["done"] * 7 + ["current"],
    }


def test_a_type_that_is_not_circulated_skips_two_states(product: Product) -> None:
    document_id = product.in_check(act_type="decision")
    expected = ["done", "current", "skipped", "skipped", "todo", "todo", "todo", "todo"]
    assert steps(read(product, "secretary", f"/documents/{document_id}")) == expected
    with product.work("secretary") as work:
        agreement.accept(work, document_id, seen=product.seen(document_id))
    assert (
        steps(read(product, "secretary", f"/documents/{document_id}"))
        == ["done", "done", "skipped", "skipped", "current"] + ["todo"] * 3
    )


def test_a_withdrawn_document_shows_where_and_why(product: Product) -> None:
    document_id = product.in_check()
    with product.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason="<b>Урегулировано</b>")
    page = read(product, "drafter", f"/documents/{document_id}")
    assert steps(page) == ["done", "current"] + ["todo"] * 6
    assert "&lt;b&gt;Урегулировано&lt;/b&gt;" in page


def test_going_back_leaves_what_lies_ahead_undone(product: Product) -> None:
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Дополните")
    assert steps(read(product, "drafter", f"/documents/{document_id}")) == ["current"] + ["todo"] * 7


def test_what_is_said_of_it(product: Product) -> None:
    document_id = product.draft()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    page = words(read(product, "drafter", f"/documents/{document_id}"))
    lines = (
        "Initiator Secretariat", "Act type Regulation", "Responsible drafter Анна Серова",
        "Expert group Марина Ткачёва", "Authentic text Russian", "Message Первая редакция",
    )  # fmt: skip
    assert [line for line in lines if line not in page] == []
    sums = product.revision(document_id).sums
    assert all(sum_ in read(product, "expert", f"/documents/{document_id}") for sum_ in sums.values())


def test_the_makers_are_led_to_the_description_and_the_secretariat_to_the_people(product: Product) -> None:
    document_id = product.consolidated()
    links = {
        who: [
            f"/documents/{document_id}/{page}" in read(product, who, f"/documents/{document_id}")
            for page in ("description", "people")
        ]
        for who in ("drafter", "secretary", "belarus")
    }
    assert links == {"drafter": [True, False], "secretary": [True, True], "belarus": [False, False]}


def test_a_page_needs_the_same_number_of_queries_however_long_its_story(product: Product) -> None:
    document_id = product.consolidated()
    client = product.client("secretary")
    with counted(product) as few:
        client.get(f"/documents/{document_id}")
    for n in range(5):
        product.save(document_id, CHANGED.replace("Состав", f"Состав {n}"))
    with counted(product) as many:
        client.get(f"/documents/{document_id}")
    assert len(many) == len(few)
