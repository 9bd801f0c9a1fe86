"""What caches, histories and other sites get to keep of pages and of their addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from cmia_docs import create_app
from cmia_docs.actions.people import people
from tests.conftest import close, settings_for
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import FakeClock, FakeMail, Product


def invitation(product: Product) -> str:
    """The token of an open invitation."""
    with product.work("administrator") as work:
        return people.invite_again(work, product.person("drafter").id)


def test_no_cache_keeps_what_is_not_for_everybody(product: Product) -> None:
    document_id = product.draft()
    token = invitation(product)
    directives = {
        (who, address): product.client(who).get(address).headers["Cache-Control"]
        for who, address in [
            (None, "/sign-in"),
            (None, f"/join/{token}"),
            (None, f"/documents/{document_id}"),
            (None, "/nowhere"),
            ("drafter", "/documents"),
            ("drafter", f"/documents/{document_id}/downloads/1/ru.docx"),
            ("drafter", f"/documents/{document_id}/edit"),
            ("drafter", "/register"),
            ("administrator", f"/documents/{document_id}"),
        ]
    }
    assert set(directives.values()) == {"no-store"}


def test_public_pages_are_asked_for_anew_and_differ_by_reader_and_language(product: Product) -> None:
    for address in ("/register", "/search?q=x"):
        headers = product.client().get(address).headers
        assert headers["Cache-Control"] == "no-cache"
        assert {"Cookie", "Accept-Language"} <= {part.strip() for part in headers["Vary"].split(",")}


def test_the_address_of_an_invitation_is_passed_on_to_nobody(product: Product) -> None:
    token = invitation(product)
    answer = product.client().get(f"/join/{token}")
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    # Nor is it in another address, which would end in logs and histories.
    assert token not in answer.text.replace('<form method="post">', "")


def test_pages_can_be_taken_in_by_no_other_site(product: Product) -> None:
    for address in ("/sign-in", "/static/css/app.css"):
        with product.client().get(address) as answer:
            headers = answer.headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("public_url", ["https://docs.example.org", "http://docs.example.org"])
def test_cookies_are_for_tls_alone_where_people_use_it(app: Flask, prepared: Path, public_url: str) -> None:
    # A proxy ends TLS and does not say that it did: the request itself looks open.
    folder = Path(app.extensions["cmia_docs_installation"].settings.data)
    tls = public_url.startswith("https")
    settings = replace(settings_for(folder), public_url=public_url, secure_cookies=tls)
    made = create_app(settings, clock=FakeClock(), mail=FakeMail())
    made.config["WTF_CSRF_ENABLED"] = False
    form = {"email": CAST["drafter"][1], "password": PASSWORD}
    client = made.test_client()
    answer = client.post("/sign-in", data=form)
    language = client.get("/language/en")
    close(made)
    cookies = [*answer.headers.getlist("Set-Cookie"), *language.headers.getlist("Set-Cookie")]
    named = [cookie for cookie in cookies if cookie.startswith(("cmia_sign_in=", "cmia_language="))]
    assert ["Secure" in cookie for cookie in named] == [tls, tls]


def test_a_redirect_leads_to_no_other_site(product: Product) -> None:
    targets = [
        "//evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "https:evil",
        "/\x00//evil",
        "/\u2028x",
    ]
    targets += ["javascript:alert(1)", "/\r\nSet-Cookie: a=b", "///evil", "/[", "/https://evil.example/.."]
    for target in targets:
        answer = product.client().get("/language/en", query_string={"next": target})
        assert (target, answer.status_code) == (target, 302)
        location = answer.headers["Location"]
        assert (target, location.startswith("/"), location.startswith("//"), "\\" in location) == (
            target,
            True,
            False,
            False,
        )
        assert "Set-Cookie: a" not in str(answer.headers)


def test_the_name_a_reader_came_by_stands_on_no_page_of_an_installation_with_an_address(
    product: Product, app: Flask
) -> None:
    product.in_force()
    installation = app.extensions["cmia_docs_installation"]
    app.extensions["cmia_docs_installation"] = replace(
        installation, settings=replace(installation.settings, public_url="https://docs.example.org")
    )
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for address in ("/register", "/sign-in", "/nowhere", "/search"):
        answer = product.client().get(address, headers=headers)
        assert (address, "evil.example" in answer.text + str(answer.headers)) == (address, False)
