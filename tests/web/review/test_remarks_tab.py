"""Remarks in text order, for those who may see them, with their answers."""

from __future__ import annotations

from typing import Any

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import remarks
from cmia_docs.rules.positions import DispositionKind
from cmia_docs.rules.workflow import Role
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.read_page import Reading


def remark(product: Product, document_id: int, who: str, body: str, **how: Any) -> int:
    """Make a remark; its id."""
    given = {"language": "ru", "unit_id": "c1", "state": ""} | how
    with product.work(who) as work:
        return remarks.remark(work, document_id, seen=product.seen(document_id), body=body, **given).id


def tab(product: Product, document_id: int, who: str = "secretary", query: str = "") -> Reading:
    """The tab as somebody sees it."""
    return Reading(product.client(who).get(f"/documents/{document_id}/remarks{query}"))


def close_round(product: Product, document_id: int) -> None:
    """Both states agree, and the round is closed."""
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)


def with_remarks(product: Product) -> tuple[int, dict[str, int]]:
    """A document with remarks of the drafting and of a round, in consolidation; their ids by their words."""
    document_id = product.draft()
    ids = {"между собой": remark(product, document_id, "drafter", "между собой")}
    with product.work("secretary") as work:
        remarks.dispose(work, ids["между собой"], seen=product.seen(document_id), kind=DispositionKind.NOTED)
    product.submit(document_id)
    product.circulate(document_id)
    ids["вторая"] = remark(product, document_id, "kazakhstan", "вторая", unit_id="c3", state="KZ")
    ids["первая"] = remark(
        product,
        document_id,
        "belarus",
        "первая",
        state="BY",
        wording="Научно-консультативный совет готовит заключения на проекты.",
    )
    ids["в целом"] = remark(product, document_id, "belarus", "в целом", unit_id="", state="BY")
    close_round(product, document_id)
    return document_id, ids


def test_no_remarks_yet(product: Product) -> None:
    assert "No remarks" in tab(product, product.draft(), "drafter").text


def test_makers_see_all_in_the_order_of_the_text(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    page = tab(product, document_id, "drafter")

    order = [page.text.index(words) for words in ("в целом", "между собой", "первая", "вторая")]
    assert order == sorted(order)
    assert "4 remarks 3 without an answer" in page.text
    assert "Статья 1, пункт 1" in page.text
    assert "Whole text" in page.text
    assert page.link("Статья 2, пункт 1") == f"/documents/{document_id}?revision=1&languages=ru#c3"


def test_a_proposal_is_shown_against_the_words_it_changes(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    page = product.client("drafter").get(f"/documents/{document_id}/remarks").get_data(as_text=True)

    assert '<del data-change="deleted:">даёт</del>' in page
    assert '<ins data-change="inserted:">готовит</ins>' in page


def test_states_see_their_rounds_and_never_what_makers_remark_among_themselves(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    page = tab(product, document_id, "belarus")

    assert "между собой" not in page.text
    assert "3 remarks 3 without an answer" in page.text
    assert page.options["round"] == ["", "1"]
    assert "между собой" not in tab(product, document_id, "belarus", "?round=outside").text


def test_a_state_does_not_see_remarks_of_a_round_it_was_not_addressed_in(product: Product) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("KZ",))
    remark(product, document_id, "kazakhstan", "только второй раунд", state="KZ")

    assert "только второй раунд" not in tab(product, document_id, "belarus").text
    assert "только второй раунд" in tab(product, document_id, "kazakhstan").text


def test_nobody_else_finds_the_tab(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    for who in ("kyrgyzstan", "other_drafter", "administrator", "auditor", "chair"):
        assert tab(product, document_id, who).status == 404


def test_an_answer_is_shown_without_a_revision_that_was_not_sent(product: Product) -> None:
    document_id, ids = with_remarks(product)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    with product.work("secretary") as work:
        seen = product.seen(document_id)
        kind = DispositionKind.ACCEPTED
        remarks.dispose(work, ids["первая"], seen=seen, kind=kind, reason="Принято полностью")

    maker, state = tab(product, document_id, "drafter"), tab(product, document_id, "belarus")

    assert "Accepted Принято полностью Ольга Белова · Revision 2" in maker.text
    assert "Accepted Принято полностью Ольга Белова" in state.text
    assert "Revision 2" not in state.text


def test_filters(product: Product) -> None:
    document_id, ids = with_remarks(product)
    with product.work("secretary") as work:
        seen = product.seen(document_id)
        remarks.dispose(work, ids["первая"], seen=seen, kind=DispositionKind.NOTED)
    shown = {
        "?round=1": {"первая", "вторая", "в целом"},
        "?round=outside": {"между собой"},
        "?state=KZ": {"вторая"},
        "?open=1": {"вторая", "в целом"},
        "?round=1&state=BY&open=1": {"в целом"},
        "?round=7": set(),
        "?round=../x&state=%00": set(),
    }

    for query, wanted in shown.items():
        text = tab(product, document_id, query=query).text
        assert {words for words in ids if words in text} == wanted
    assert "No remark matches these filters." in tab(product, document_id, query="?round=7").text


def test_a_remark_is_numbered_alike_whatever_the_filter(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    assert "No. 4 Kazakhstan" in tab(product, document_id).text
    assert "No. 4 Kazakhstan" in tab(product, document_id, query="?state=KZ").text


def test_why_it_cannot_go_on(product: Product) -> None:
    document_id, _ids = with_remarks(product)

    page = tab(product, document_id)

    assert "Mark as agreed : not possible yet. Remarks without an answer: 3." in page.text
    assert "Start a new round : not possible yet." in page.text
    assert "not possible yet" not in tab(product, document_id, "belarus").text


def test_an_element_that_was_removed_is_named_as_it_was(product: Product) -> None:
    document_id, _ids = with_remarks(product)
    gone = RUSSIAN.replace("1. Научно-консультативный совет даёт заключения на проекты. {#c1}\n\n", "")
    product.save(document_id, gone)

    page = tab(product, document_id, "drafter")

    assert page.link("Статья 1, пункт 1") == f"/documents/{document_id}?revision=1&languages=ru#c1"
    assert page.text.index("вторая") < page.text.index("первая")


def test_taking_a_remark_back(product: Product) -> None:
    document_id = product.circulated()
    first = remark(product, document_id, "belarus", "лишнее", state="BY")
    other = product.circulated()
    client = product.client("belarus")
    address = f"/documents/{document_id}/remarks/{first}/withdraw"

    assert address in tab(product, document_id, "belarus").posts
    assert address not in tab(product, document_id, "kazakhstan").posts
    assert product.client("kazakhstan").post(address).status_code == 403
    assert client.post(f"/documents/{other}/remarks/{first}/withdraw").status_code == 404
    assert client.post(f"/documents/{document_id}/remarks/999999/withdraw").status_code == 404
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    page = tab(product, document_id, "belarus")
    assert "Remark withdrawn" in page.text
    assert page.posts == []


def test_an_expert_sees_and_remarks(product: Product) -> None:
    document_id = product.draft()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    remark(product, document_id, "expert", "как эксперт")

    assert "Марина Ткачёва" in tab(product, document_id, "expert").text


def test_the_number_of_queries_does_not_grow(product: Product) -> None:
    few, many = product.circulated(), product.circulated()
    remark(product, few, "belarus", "одна", state="BY")
    for number in range(12):
        remark(
            product,
            many,
            "belarus",
            f"замечание {number}",
            state="BY",
            unit_id=("c1", "c2", "c3")[number % 3],
        )
    client = product.client("secretary")
    client.get(f"/documents/{few}/remarks")

    with counted(product) as first:
        client.get(f"/documents/{few}/remarks")
    with counted(product) as second:
        client.get(f"/documents/{many}/remarks")

    assert len(second) == len(first)
