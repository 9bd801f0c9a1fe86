"""Guessing passwords, and making the server work for it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.actions.document import documents
from cmia_docs.actions.people import people, sign_in
from cmia_docs.models import SignIn, SignInAttempt
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product

EMAIL = CAST["drafter"][1]
NEW = "совсем другие слова подряд"


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that passwords were compared with: the costly part of every answer."""
    compared: list[str] = []

    class Counting:
        def verify(self, hash_: str, password: str) -> Any:
            compared.append(hash_)
            return people.hasher.verify(hash_, password)

    monkeypatch.setattr(sign_in, "hasher", Counting())
    return compared


def test_known_unknown_closed_and_invited_accounts_cost_the_same(product: Product, hashes: list[str]) -> None:
    with product.work("administrator") as work:
        people.disable(work, product.person("expert").id)
        invited, _ = people.invite(work, email="new@cmia.test", name="Новый", language="ru", grants=[])
    assert invited.password_hash == ""
    answers = []
    for email in (EMAIL, "nobody@cmia.test", CAST["expert"][1], "new@cmia.test", "", "a" * 250):
        before = len(hashes)
        answer = product.client().post("/sign-in", data={"email": email or " ", "password": PASSWORD + "x"})
        answers.append((answer.status_code, len(hashes) - before))
    assert answers == [(422, 1)] * 6


def test_tries_beyond_the_limit_cost_nothing(product: Product, hashes: list[str]) -> None:
    client = product.client()
    for email in (EMAIL, "nobody@cmia.test"):
        codes = [
            client.post("/sign-in", data={"email": email, "password": "x" * 20}).status_code
            for _ in range(12)
        ]
        assert codes == [422] * 5 + [429] * 7
    assert len(hashes) == 10


def test_a_closed_account_is_not_opened_by_its_password(product: Product) -> None:
    with product.work("administrator") as work:
        people.disable(work, product.person("drafter").id)
    answer = product.client().post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 422


def test_a_sign_in_left_open_is_no_place_to_guess_the_password(product: Product) -> None:
    client = product.client("drafter")
    form = {"current": "wrong words in a row", "password": NEW}
    for _ in range(5):
        assert "The current password is wrong" in client.post("/account/password", data=form).text
    answer = client.post("/account/password", data=form | {"current": PASSWORD})
    assert (answer.status_code, "Too many attempts" in answer.text) == (422, True)
    product.clock.advance(minutes=16)
    assert client.post("/account/password", data=form | {"current": PASSWORD}).status_code == 302


def test_looking_for_a_good_new_password_is_no_guessing(product: Product) -> None:
    client = product.client("drafter")
    for _ in range(8):
        client.post("/account/password", data={"current": PASSWORD, "password": "password password"})
    answer = client.post("/account/password", data={"current": PASSWORD, "password": NEW})
    assert answer.status_code == 302


def test_strangers_tries_do_not_fill_the_database(product: Product) -> None:
    client = product.client()
    for number in range(8):
        client.post("/sign-in", data={"email": f"nobody{number}@cmia.test", "password": "x"})
        product.clock.advance(minutes=10)
    with product.services.readers() as db:
        assert db.scalar(select(func.count(SignInAttempt.id))) == 2


def test_signing_in_takes_no_token_that_somebody_planted(product: Product) -> None:
    client = product.client()
    client.set_cookie("cmia_sign_in", "planted")
    client.set_cookie("cmia_form", "planted")
    client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    planted = product.client()
    planted.set_cookie("cmia_sign_in", "planted")
    assert planted.get("/account").status_code == 302
    with product.services.readers() as db:
        hashes = db.scalars(select(SignIn.token_hash)).all()
    assert people.token_hash("planted") not in hashes


@pytest.mark.parametrize(
    "cookie", ["", "x" * 7000, "\x00", "ÿþ", '"\\355\\240\\200"', "' OR 1=1 --", "../../secret.key"]
)
def test_a_cookie_of_anything_is_nobodys(product: Product, cookie: str) -> None:
    client = product.client()
    answer = client.get("/account", headers={"Cookie": f"cmia_sign_in={cookie}"})
    assert answer.status_code == 302


def test_a_person_loses_everything_with_their_account_or_role(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")
    form = {"base": product.seen(document_id), "version": 0, "op": "show:ru", "text.ru.c1": "Моё"}
    assert client.post(f"/documents/{document_id}/edit", data=form).status_code == 302
    pages = [
        "",
        "/edit",
        "/edit/working-copy",
        "/edit/working-copy/ru.md",
        "/downloads",
        "/history",
        "/compare",
    ]
    with product.work("secretary") as work:
        documents.unassign(work, document_id, product.person("drafter").id, Role.DRAFTER)
    answers = {page: client.get(f"/documents/{document_id}{page}").status_code for page in pages}
    assert answers == dict.fromkeys(pages, 404)
    for page in ("/edit", "/edit/autosave", "/edit/discard", "/submit"):
        assert client.post(f"/documents/{document_id}{page}", data=form | {"seen": 1}).status_code == 404
    assert "Моё" not in client.get("/").text + client.get("/documents").text
