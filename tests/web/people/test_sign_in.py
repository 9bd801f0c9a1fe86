"""Signing in: one answer for unknown and known names, tries are counted, sign-ins can be ended."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from cmia_docs.models import SignIn, SignInAttempt
from tests.factories.council import CAST, PASSWORD
from tests.factories.stage import Stage

EMAIL = CAST["drafter"][1]
WRONG = "some other words in a row"


def _words(page: str) -> str:
    """What the page says, without tokens and without the address that was typed."""
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


def test_a_right_password_signs_in_with_a_guarded_cookie(stage: Stage) -> None:
    answer = stage.client().post("/sign-in", data={"email": EMAIL.upper(), "password": PASSWORD})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cmia_sign_in="))
    assert answer.status_code == 302
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_cookie_is_for_tls_alone_where_the_page_came_over_tls(stage: Stage) -> None:
    answer = stage.client().post(
        "/sign-in", data={"email": EMAIL, "password": PASSWORD}, base_url="https://docs.example.org"
    )
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cmia_sign_in="))
    assert "Secure" in cookie


@pytest.mark.parametrize(("root", "tls"), [("https://docs.example.org", True), ("http://localhost", False)])
def test_every_cookie_of_a_page_over_tls_is_for_tls_alone(stage: Stage, root: str, tls: bool) -> None:
    answer = stage.client().get("/sign-in", base_url=root)
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["cmia_form"]
    assert ("HttpOnly" in cookies[0], "SameSite=Lax" in cookies[0], "Secure" in cookies[0]) == (
        True,
        True,
        tls,
    )
    assert ("Strict-Transport-Security" in answer.headers) == tls


def test_an_unknown_name_is_answered_like_a_wrong_password(stage: Stage) -> None:
    known = stage.client().post("/sign-in", data={"email": EMAIL, "password": WRONG})
    unknown = stage.client().post("/sign-in", data={"email": "nobody@cmia.test", "password": WRONG})
    assert known.status_code == unknown.status_code == 422
    assert _words(known.text) == _words(unknown.text)


def test_every_sign_in_has_a_new_token_that_is_not_stored(stage: Stage) -> None:
    tokens = set()
    for _ in range(2):
        client = stage.client()
        client.set_cookie("cmia_sign_in", "a-token-somebody-planted")
        client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
        cookie = client.get_cookie("cmia_sign_in")
        assert cookie is not None
        tokens.add(cookie.value)
    with stage.services.readers() as session:
        stored = set(session.scalars(select(SignIn.token_hash)))
    assert len(tokens) == 2
    assert "a-token-somebody-planted" not in tokens
    assert tokens & stored == set()


def test_too_many_tries_are_refused_even_with_the_right_password_until_time_has_passed(stage: Stage) -> None:
    client = stage.client()
    for _ in range(5):
        assert client.post("/sign-in", data={"email": EMAIL, "password": WRONG}).status_code == 422
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 429
    stage.clock.advance(minutes=16)
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 302


def test_tries_for_an_unknown_name_are_limited_alike(stage: Stage) -> None:
    client = stage.client()
    form = {"email": "nobody@cmia.test", "password": WRONG}
    answers = [client.post("/sign-in", data=form).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_one_address_cannot_try_many_names(stage: Stage) -> None:
    client = stage.client()
    for number in range(30):
        client.post("/sign-in", data={"email": f"nobody{number}@cmia.test", "password": WRONG})
    assert client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 429


def test_signing_out_ends_the_token_on_the_server(stage: Stage) -> None:
    client = stage.client("drafter")
    cookie = client.get_cookie("cmia_sign_in")
    assert cookie is not None
    client.post("/sign-out")
    client.set_cookie("cmia_sign_in", cookie.value)
    assert client.get("/account").status_code == 302


def test_an_idle_sign_in_ends(stage: Stage) -> None:
    client = stage.client("drafter")
    stage.clock.advance(hours=1)
    assert client.get("/account").status_code == 200
    stage.clock.advance(hours=1, minutes=59)
    assert client.get("/account").status_code == 200
    stage.clock.advance(hours=2, minutes=1)
    assert client.get("/account").status_code == 302


def test_one_can_end_ones_own_sign_ins_and_no_others(stage: Stage) -> None:
    stage.client("expert")
    with stage.services.readers() as session:
        other = session.scalars(select(SignIn)).one().id
    client = stage.client("drafter")
    assert client.post(f"/account/sign-ins/{other}/end").status_code == 404
    with stage.services.readers() as session:
        assert session.get_one(SignIn, other).revoked_at is None


def test_a_changed_password_ends_all_sign_ins(stage: Stage) -> None:
    client, elsewhere = stage.client("drafter"), stage.client("drafter")
    new = "совсем другие слова подряд"
    answer = client.post("/account/password", data={"current": PASSWORD, "password": new})
    assert answer.headers["Location"] == "/sign-in"
    assert elsewhere.get("/account").status_code == 302
    assert stage.client().post("/sign-in", data={"email": EMAIL, "password": new}).status_code == 302


def test_names_of_tries_are_not_stored(stage: Stage) -> None:
    stage.client().post("/sign-in", data={"email": EMAIL, "password": WRONG})
    with stage.services.readers() as session:
        attempt = session.scalars(select(SignInAttempt)).one()
    assert EMAIL not in attempt.name_hash
    assert not attempt.succeeded
