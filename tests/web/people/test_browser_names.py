"""Browsers as people call them."""

from __future__ import annotations

import pytest

from cmia_docs.web.people.browser_names import browser_name
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product
from tests.web.reading import words

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
_ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-S921B)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{_WINDOWS} {_WEBKIT} Chrome/126.0.0.0 Safari/537.36", "Chrome, Windows"),
        (f"{_WINDOWS} {_WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge, Windows"),
        (f"{_WINDOWS} {_WEBKIT} Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36", "Yandex, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Linux"),
        (f"{_ANDROID} {_WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Safari/537.36", "Samsung Internet, Android"),
        (f"{_IPHONE} Version/17.4 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (f"{_IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        ("Firefox/127.0", "Firefox"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_has_the_name_that_its_user_knows(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_the_account_names_the_browsers_in_which_one_is_signed_in(product: Product) -> None:
    client = product.client()
    agent = {"User-Agent": f"{_WINDOWS} {_WEBKIT} Chrome/126.0.0.0 Safari/537.36"}
    client.post("/sign-in", data={"email": CAST["drafter"][1], "password": PASSWORD}, headers=agent)
    page = words(client.get("/account").text)
    assert "Chrome, Windows (this one)" in page
    assert "Mozilla" not in page
