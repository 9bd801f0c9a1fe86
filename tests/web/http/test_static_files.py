"""Static files: cached for good under the address with their version, checked each time under any other."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.factories.product import Product

FOR_GOOD = "public, max-age=31536000, immutable"


def cached(client: FlaskClient, address: str) -> tuple[int, str | None]:
    """The status of the answer, and how long it may be cached."""
    with client.get(address) as answer:
        return answer.status_code, answer.headers.get("Cache-Control")


def test_every_file_of_a_page_is_kept_for_good(product: Product) -> None:
    client = product.client()
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/register").text)
    assert len(addresses) > 10
    assert {cached(client, address) for address in addresses} == {(200, FOR_GOOD)}


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab", "?v=%00"])
def test_an_address_that_does_not_name_the_content_is_asked_about(product: Product, query: str) -> None:
    assert cached(product.client(), f"/static/css/app.css{query}") == (200, "no-cache")


def test_fonts_that_style_sheets_name_are_kept_for_a_month(product: Product) -> None:
    client = product.client()
    with client.get("/static/css/fonts.css") as sheet:
        fonts = re.findall(r'url\("\.\.(/[^"]+)"\)', sheet.get_data(as_text=True))
    assert {cached(client, f"/static{font}") for font in fonts} == {(200, "public, max-age=2592000")}


@pytest.mark.parametrize("name", ["css/none.css", "css", "..%2F__init__.py", "%00"])
def test_what_is_not_there_is_not_kept(product: Product, name: str) -> None:
    assert cached(product.client(), f"/static/{name}?v=") == (404, None)
