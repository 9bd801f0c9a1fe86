"""Numbers in addresses and forms that no row can have, or that are another document's."""

from __future__ import annotations

import pytest

from cmia_docs.rules.workflow import Action, Stage
from tests.factories.product import RUSSIAN, Product
from tests.web.every_action import Bringer

BIG = [
    "2147483648",
    "9223372036854775808",
    "9" * 30,
    "9" * 400,
    "9" * 5000,
    "-1",
    "-" + "9" * 30,
    "²",
    "١٢",
    "1e5",
    "NaN",
    "\0",
]


@pytest.mark.parametrize("number", BIG)
def test_in_addresses(product: Product, number: str) -> None:
    document_id = product.draft()
    client = product.client("secretary")
    queries = {
        f"/documents/{document_id}": ("revision",),
        f"/documents/{document_id}/compare": ("old", "new"),
        f"/documents/{document_id}/downloads": ("revision",),
        f"/documents/{document_id}/history": ("page",),
        f"/documents/{document_id}/remarks": ("round", "open"),
        "/documents": ("page",),
        "/search": ("page", "year"),
        "/register": ("page", "year"),
    }
    for address, names in queries.items():
        answer = client.get(address, query_string=dict.fromkeys(names, number))
        assert (address, answer.status_code) in ((address, 200), (address, 404))
    for path in (
        f"/documents/{number}",
        f"/sessions/{number}",
        f"/documents/{document_id}/remarks/{number}/answer",
    ):
        assert client.get(path).status_code in (404, 308)


@pytest.mark.parametrize("number", BIG)
def test_in_forms(product: Product, number: str) -> None:
    document_id = product.draft()
    client = product.client("secretary")
    base = f"/documents/{document_id}"
    forms = {
        f"{base}/submit": {"seen": number},
        f"{base}/withdraw": {"seen": number, "reason": "x"},
        f"{base}/remarks/add": {"seen": number, "body": "x", "language": "ru"},
        f"{base}/people/drafter": {"drafter-person": number},
        f"{base}/edit": {"base": number, "version": "0", "text.ru.c1": "x"},
        f"{base}/edit/autosave": {"base": number, "version": number, "text.ru.c1": "x"},
        f"{base}/edit/import": {"base": number, "version": number, "language": "ru"},
        f"{base}/edit/restore/1": {"base": number, "version": number},
        f"{base}/edit/newer": {"base": number, "version": "0", "current": number, "choice": "mine"},
    }
    for address, form in forms.items():
        answer = client.post(address, data=form)
        assert (address, answer.status_code < 500) == (address, True)
    assert product.document(document_id).stage == Stage.DRAFT


def test_a_remark_of_one_document_is_none_of_another(product: Product) -> None:
    bringer = Bringer(product)
    one = bringer.document(Stage.CONSOLIDATION, Action.DISPOSE)
    other = product.draft()
    for who, remark_id in one.remarks.items():
        for client in (product.client("secretary"), product.client(who)):
            for action in ("answer", "withdraw"):
                address = f"/documents/{other}/remarks/{remark_id}/{action}"
                form = {"seen": product.seen(other), "kind": "noted", "reason": "x"}
                assert client.post(address, data=form).status_code in (403, 404)


def test_a_revision_of_one_document_is_none_of_another(product: Product) -> None:
    one, other = product.draft(), product.draft()
    client = product.client("drafter")
    for name, form in {
        "submit": {"seen": product.seen(other)},
        "edit": {
            "base": product.seen(other),
            "version": 0,
            "text.ru.c1": "Чужое",
            "op": "save",
            "message": "x",
        },
        "edit/newer": {
            "base": product.seen(one),
            "version": 0,
            "current": product.seen(other),
            "choice": "mine",
        },
    }.items():
        answer = client.post(f"/documents/{one}/{name}", data=form)
        assert (name, answer.status_code) in ((name, 404), (name, 409), (name, 302))
    assert product.revision(one).number == 1


def test_going_on_with_a_revision_that_is_not_the_current_one_is_refused(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")
    first = product.seen(document_id)
    client.post(
        f"/documents/{document_id}/edit",
        data={"base": first, "version": 0, "op": "show:ru", "text.ru.c1": "Моё"},
    )
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"), "secretary")
    for current in (first, product.seen(product.draft()), 999_999, "9" * 30):
        answer = client.post(
            f"/documents/{document_id}/edit/newer",
            data={"base": first, "version": 1, "current": current, "choice": "mine"},
        )
        assert (current, answer.status_code) == (current, 409)
