"""Forms that another site sends in a person's name, and forms made to break the server."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import func, select

from cmia_docs.models import Event
from cmia_docs.web.http.request_limits import LARGEST_PUBLIC_FORM, MOST_FIELDS
from tests.factories.product import Product

FORM = "application/x-www-form-urlencoded"
# git knows no form tokens, and what it is told by this is public.
WITHOUT_TOKEN = {"clone.pack"}


def happened(product: Product) -> int:
    """How many events there are."""
    with product.services.readers() as db:
        return db.scalar(select(func.count(Event.id))) or 0


def posts(product: Product, document_id: int) -> dict[str, str]:
    """An address for every route that takes a form, by endpoint."""
    values = {"document_id": document_id, "action": "disable", "role": "drafter", "token": "x"}
    by_endpoint = {}
    for rule in product.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            built = rule.build({name: values.get(name, "1") for name in rule.arguments}, append_unknown=False)
            assert built is not None
            by_endpoint[rule.endpoint] = built[1]
    return by_endpoint


@pytest.mark.parametrize("who", ["secretary", "drafter", "administrator", None])
def test_no_form_does_anything_without_its_token(product: Product, who: str | None) -> None:
    product.app.config["WTF_CSRF_ENABLED"] = True
    document_id = product.draft()
    before, client = happened(product), product.client(who)
    form = {"seen": product.seen(document_id), "reason": "x", "csrf_token": "guessed"}
    answers = {
        endpoint: client.post(address, data=form).status_code
        for endpoint, address in posts(product, document_id).items()
        if endpoint not in WITHOUT_TOKEN
    }
    assert set(answers.values()) == {400}
    assert len(answers) > 30
    assert happened(product) == before


def test_a_token_of_one_browser_is_none_of_another(product: Product) -> None:
    product.app.config["WTF_CSRF_ENABLED"] = True
    mine, theirs = product.client("drafter"), product.client("drafter")
    token = theirs.get("/account").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    mine.get("/account")
    assert len(token) > 40
    assert mine.post("/sign-out", data={"csrf_token": token}).status_code == 400
    assert theirs.post("/sign-out", data={"csrf_token": token}).status_code == 302


@pytest.mark.parametrize(
    ("headers", "offered"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        # Without TLS browsers send no Sec-Fetch-Site; they always send where a form comes from.
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://[evil"}, False),
    ],
)
def test_a_forged_form_is_not_laid_out_to_be_sent_again(
    product: Product, headers: dict[str, str], offered: bool
) -> None:
    product.app.config["WTF_CSRF_ENABLED"] = True
    document_id = product.draft()
    answer = product.client("secretary").post(
        f"/documents/{document_id}/withdraw", data={"reason": "подложено"}, headers=headers
    )
    assert answer.status_code == 400
    assert ("подложено" in answer.text) == offered


def test_the_page_that_refuses_a_form_is_kept_by_no_cache_and_knows_the_person(product: Product) -> None:
    product.app.config["WTF_CSRF_ENABLED"] = True
    answer = product.client("drafter").post("/documents/new", data={"title_ru": "Тайное"})
    assert "Тайное" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Анна Серова" in answer.text


def test_millions_of_fields_are_refused_before_they_are_read(product: Product) -> None:
    client = product.client("drafter")
    few = client.post("/documents/new", data=b"a&" * (MOST_FIELDS - 1), content_type=FORM)
    many = client.post("/documents/new", data=b"a&" * 5_000_000, content_type=FORM)
    assert (few.status_code, many.status_code) == (422, 413)


def test_what_anybody_may_send_is_small(product: Product) -> None:
    client = product.client()
    for address in ("/sign-in", "/join/x"):
        answer = client.post(address, data=b"a=" + b"b" * LARGEST_PUBLIC_FORM, content_type=FORM)
        assert (address, answer.status_code) == (address, 413)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FORM, b"a=\xff\xfe&b"),
        (FORM, b"%" * 5000),
        ("multipart/form-data", b"abc"),
        ("multipart/form-data; boundary=\xff", b"abc"),
        ("multipart/form-data; boundary=B", b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nbroken'),
        ("application/json", b'{"a": [[[[' * 1000),
        ("text/plain", b"\x00"),
    ],
)
def test_what_is_no_form_is_no_failure_of_ours(product: Product, kind: str, content: bytes) -> None:
    for who, address in ((None, "/sign-in"), ("drafter", "/documents/new")):
        answer = product.client(who).post(address, data=content, content_type=kind)
        assert (address, answer.status_code) in ((address, 400), (address, 422))


@pytest.mark.parametrize(
    "content",
    [
        "5",
        "[1, 2]",
        "null",
        '{"email": 5, "password": [1]}',
        '{"email": "\\ud800@cmia.test", "password": "\\ud800"}',
        "[" * 9000 + "]" * 9000,
    ],
)
def test_json_is_no_form(product: Product, content: str) -> None:
    answer = product.client().post("/sign-in", data=content, content_type="application/json")
    assert answer.status_code == 422


@pytest.mark.parametrize(("who", "address"), [("drafter", "/documents/new"), (None, "/sign-in")])
def test_who_is_signed_in_can_send_all_of_a_form_that_is_too_large_and_reads_why(
    product: Product, who: str | None, address: str
) -> None:
    size = product.app.config["MAX_CONTENT_LENGTH"] + 1
    content = BytesIO(b"x" * size)
    answer = product.client(who).post(address, input_stream=content, content_length=size, content_type=FORM)
    assert answer.status_code == 413
    assert (content.tell() == size) == (who is not None)
