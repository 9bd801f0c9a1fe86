"""Every kind of page, drawn from the gallery's data: sound markup that a strict policy lets through."""

from __future__ import annotations

from collections import Counter

import pytest
from flask.testing import FlaskClient

from tests.gallery.app import PAGES, create_gallery
from tests.gallery.markup import Markup


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_gallery().test_client()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(client: FlaskClient, name: str, language: str) -> None:
    answer = client.get(f"/{name}?lang={language}")
    page = Markup(answer.text)
    assert answer.status_code == 200
    assert page.tags[0] == ("html", {"lang": language})
    assert page.inline() == []
    assert page.dangling() == set()
    assert page.unnamed_controls() == []
    assert [i for i, n in Counter(page.ids()).items() if n > 1] == []
    assert (page.count("h1"), page.count("main"), page.count("title")) == (1, 1, 1)


@pytest.mark.parametrize("name", PAGES)
def test_every_script_and_style_carries_the_nonce(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/{name}")
    nonce = answer.headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
    tags = [attributes for tag, attributes in Markup(answer.text).tags if tag in ("script", "style")]
    assert len(tags) >= 5
    assert {attributes.get("nonce") for attributes in tags} == {nonce}


def test_every_post_form_carries_the_token(client: FlaskClient) -> None:
    for name in PAGES:
        tags = Markup(client.get(f"/{name}").text).tags
        forms = sum(tag == "form" and attributes.get("method") == "post" for tag, attributes in tags)
        tokens = sum(tag == "input" and attributes.get("name") == "csrf_token" for tag, attributes in tags)
        assert tokens == forms, name


def test_every_file_a_page_names_is_there(client: FlaskClient) -> None:
    tags = Markup(client.get("/dashboard").text).tags
    addresses = [
        attributes.get("src") or attributes.get("href", "")
        for tag, attributes in tags
        if tag in ("script", "link")
    ]
    assert len(addresses) >= 15
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_an_unknown_page_is_not_found(client: FlaskClient) -> None:
    assert client.get("/nothing").status_code == 404
