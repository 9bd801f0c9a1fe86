"""Headers, cookies, forged forms and redirects."""

from __future__ import annotations

import re

import pytest

from cmia_docs.web.shared.security import safe_next
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product


def test_pages_carry_a_strict_policy_with_a_nonce_of_their_own(product: Product) -> None:
    client = product.client()
    policies = [client.get("/sign-in").headers["Content-Security-Policy"] for _ in range(2)]
    nonces = [re.search(r"script-src 'nonce-([^']+)';", policy) for policy in policies]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    assert "unsafe" not in policies[0]
    assert "default-src 'none'" in policies[0]
    assert "frame-ancestors 'none'" in policies[0]


def test_every_script_of_a_page_carries_the_nonce(product: Product) -> None:
    answer = product.client().get("/sign-in")
    match = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert match is not None
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert scripts
    assert [tag for tag in scripts if f'nonce="{match[1]}"' not in tag] == []
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)


def test_pages_of_a_person_are_kept_by_no_cache(product: Product) -> None:
    answer = product.client("drafter").get("/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_forged_form_is_refused_and_changes_nothing(product: Product) -> None:
    product.app.config["WTF_CSRF_ENABLED"] = True
    client = product.client("drafter")
    answer = client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert client.get("/account").status_code == 200


def test_a_form_sent_after_signing_out_can_be_sent_again(product: Product) -> None:
    answer = product.client().post("/account/password", data={"password": "geheim", "note": "<b>typed</b>"})
    assert answer.status_code == 403
    assert "&lt;b&gt;typed&lt;/b&gt;" in answer.text
    assert "geheim" not in answer.text


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "\\\\evil",
        "/\t/evil.example",
        "",
        None,
        "evil",
    ],
)
def test_redirects_stay_on_the_site(target: str | None) -> None:
    assert safe_next(target) is None


def test_a_path_on_the_site_is_kept() -> None:
    assert safe_next("/documents/7?revision=2#a1") == "/documents/7?revision=2#a1"


def test_signing_in_goes_on_to_the_page_that_was_asked_for_and_nowhere_else(product: Product) -> None:
    form = {"email": CAST["drafter"][1], "password": PASSWORD}
    own = product.client().post("/sign-in?next=/account", data=form)
    other = product.client().post("/sign-in?next=https://evil.example", data=form)
    assert own.headers["Location"] == "/account"
    assert other.headers["Location"] == "/"
