"""No page lets in a script, style or frame that is not its own, whoever reads it and whatever it holds."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from cmia_docs.models import Person
from tests.factories.product import Product
from tests.security import canaries
from tests.security.crawl import addresses

HOSTILE = "<script>alert(1)</script>\"'><img src=x>{{7*7}}"
SEARCH = f"/search?{urlencode({'q': HOSTILE})}"
TAGS = re.compile(r"<(script|img|svg|iframe|object|embed|base|style|link)\b[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\s(?:on\w+|style)=[^>]*>", re.IGNORECASE)


@pytest.fixture
def hostile(product: Product) -> Product:
    """Documents in which every word that somebody gave is HTML."""
    with product.services.writers() as db, db.begin():
        db.get_one(Person, product.person("drafter").id).name = HOSTILE
    canaries.two_rounds(product, f"b{HOSTILE}")
    canaries.between_rounds(product, f"c{HOSTILE}")
    canaries.in_the_register(product, f"e{HOSTILE}")
    product.follow_up()
    return product


def test_html_in_any_field_is_text_on_every_page(hostile: Product) -> None:
    for who in ("secretary", "belarus", "chair", "auditor", "administrator", None):
        client = hostile.client(who)
        are_pages = [
            look_at(client, address) for address in sorted(addresses(hostile) | {"/nowhere", SEARCH})
        ]
        assert (who, are_pages.count(True) > 10) == (who, True)


def look_at(client: FlaskClient, address: str) -> bool:
    """Whether it is a page; it has its policy, and nothing but what is ours."""
    with client.get(address) as answer:
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None, address
    assert "unsafe" not in policy, address
    strange = [tag[0] for tag in TAGS.finditer(page) if not _is_ours(tag[0], f'nonce="{nonce[1]}"')]
    assert (address, strange, HANDLER.findall(page)) == (address, [], [])
    return bool(page)


def _is_ours(tag: str, own: str) -> bool:
    """A script with this page's nonce, or a picture or style sheet among our files."""
    if tag.startswith(("<script", "<style")):
        return own in tag
    return (
        tag.startswith("<svg") or re.search(r'href="(http://localhost)?/(static|register)/', tag) is not None
    )
