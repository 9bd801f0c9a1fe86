"""Signing in: one answer for unknown and known names, tries are counted, sign-ins can be ended."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cmia_docs.models import SignIn, SignInAttempt
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product
from tests.web.reading import words

EMAIL = CAST["drafter"][1]
WRONG = "some other words in a row"


def _words(page: str) -> str:
    """What the page says, without tokens and without the address that was typed."""
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the drafter's own account opens."""
    answer = client.get("/account")
    return answer.status_code == 200 and CAST["drafter"][0] in words(answer.text)


def test_a_right_password_signs_in_and_nothing_else_does(product: Product) -> None:
    client = product.client()
    client.post("/sign-in", data={"email": EMAIL, "password": WRONG})
    assert not is_signed_in(client)

    client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})

    assert is_signed_in(client)
    assert not is_signed_in(product.client())
    client.post("/sign-out")
    assert not is_signed_in(client)


def test_a_right_password_signs_in_with_a_guarded_cookie(product: Product) -> None:
    answer = product.client().post("/sign-in", data={"email": EMAIL.upper(), "password": PASSWORD})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cmia_sign_in="))
    assert answer.status_code == 302
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_cookie_is_for_tls_alone_where_the_page_came_over_tls(product: Product) -> None:
    answer = product.client().post(
        "/sign-in", data={"email": EMAIL, "password": PASSWORD}, base_url="https://docs.example.org"
    )
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cmia_sign_in="))
    assert "Secure" in cookie


@pytest.mark.parametrize(("root", "tls"), [("https://docs.example.org", True), ("http://localhost", False)])
def test_every_cookie_of_a_page_over_tls_is_for_tls_alone(product: Product, root: str, tls: bool) -> None:
    answer = product.client().get("/sign-in", base_url=root)
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["cmia_form"]
    assert ("HttpOnly" in cookies[0], "SameSite=Lax" in cookies[0], "Secure" in cookies[0]) == (
        True,
        True,
        tls,
    )
    assert ("Strict-Transport-Security" in answer.headers) == tls


def test_an_unknown_name_is_answered_like_a_wrong_password(product: Product) -> None:
    known = product.client().post("/sign-in", data={"email": EMAIL, "password": WRONG})
    unknown = product.client().post("/sign-in", data={"email": "nobody@cmia.test", "password": WRONG})
    assert known.status_code == unknown.status_code == 422
    assert _words(known.text) == _words(unknown.text)


def test_every_sign_in_has_a_new_token_that_is_not_stored(product: Product) -> None:
    tokens = set()
    for _ in range(2):
        client = product.client()
        client.set_cookie("cmia_sign_in", "a-token-somebody-planted")
        client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
        cookie = client.get_cookie("cmia_sign_in")
        assert cookie is not None
        tokens.add(cookie.value)
    with product.services.readers() as db:
        stored = set(db.scalars(select(SignIn.token_hash)))
    assert len(tokens) == 2
    assert "a-token-somebody-planted" not in tokens
    assert tokens & stored == set()


def test_too_many_tries_are_refused_even_with_the_right_password_until_time_has_passed(
    product: Product,
) -> None:
    client = product.client()
    for _ in range(5):
        assert client.post("/sign-in", data={"email": EMAIL, "password": WRONG}).status_code == 422
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 429
    product.clock.advance(minutes=16)
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 302


def test_tries_for_an_unknown_name_are_limited_alike(product: Product) -> None:
    client = product.client()
    form = {"email": "nobody@cmia.test", "password": WRONG}
    answers = [client.post("/sign-in", data=form).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_one_address_cannot_try_many_names(product: Product) -> None:
    client = product.client()
    for number in range(30):
        client.post("/sign-in", data={"email": f"nobody{number}@cmia.test", "password": WRONG})
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 429


def test_signing_out_ends_the_token_on_the_server(product: Product) -> None:
    client = product.client("drafter")
    cookie = client.get_cookie("cmia_sign_in")
    assert cookie is not None
    client.post("/sign-out")
    client.set_cookie("cmia_sign_in", cookie.value)
    assert client.get("/account").status_code == 302


def test_an_idle_sign_in_ends(product: Product) -> None:
    client = product.client("drafter")
    product.clock.advance(hours=1)
    assert client.get("/account").status_code == 200
    product.clock.advance(hours=1, minutes=59)
    assert client.get("/account").status_code == 200
    product.clock.advance(hours=2, minutes=1)
    assert client.get("/account").status_code == 302


def test_one_can_end_ones_own_sign_ins_and_no_others(product: Product) -> None:
    product.client("expert")
    with product.services.readers() as db:
        other = db.scalars(select(SignIn)).one().id
    client = product.client("drafter")
    assert client.post(f"/account/sign-ins/{other}/end").status_code == 404
    with product.services.readers() as db:
        assert db.get_one(SignIn, other).revoked_at is None


def test_a_changed_password_ends_all_sign_ins(product: Product) -> None:
    client, elsewhere = product.client("drafter"), product.client("drafter")
    new = "совсем другие слова подряд"
    answer = client.post("/account/password", data={"current": PASSWORD, "password": new})
    assert answer.headers["Location"] == "/sign-in"
    assert elsewhere.get("/account").status_code == 302
    assert product.client().post("/sign-in", data={"email": EMAIL, "password": new}).status_code == 302


def test_right_passwords_are_never_too_many(product: Product) -> None:
    words_in_turn = [PASSWORD, "совсем другие слова подряд"] * 4
    for current, new in pairwise(words_in_turn):
        signed_in = product.client().post("/sign-in", data={"email": EMAIL, "password": current})
        changed = product.client("drafter").post(
            "/account/password", data={"current": current, "password": new}
        )
        assert (signed_in.status_code, changed.status_code) == (302, 302)
        product.clock.advance(seconds=1)


def test_names_of_tries_are_not_stored(product: Product) -> None:
    product.client().post("/sign-in", data={"email": EMAIL, "password": WRONG})
    with product.services.readers() as db:
        attempt = db.scalars(select(SignInAttempt)).one()
    assert EMAIL not in attempt.name_hash
    assert not attempt.succeeded
