"""An administrator sees no draft by role: not its title, not that it exists."""

from __future__ import annotations

import pytest

from tests.factories.product import Product

TITLES = ("Положение о Научно-консультативном совете", "Regulation on the Scientific Advisory Board")
PAGES = ("/", "/documents", "/search?q=Научно-консультативный", "/search?q=Advisory", "/events", "/people")


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_no_page_names_it(product: Product, who: str) -> None:
    document_id = product.consolidated()
    product.follow_up()
    client = product.client(who)
    people = [f"/people/{product.person(of).id}" for of in ("drafter", "secretary", "administrator")]
    # An auditor's log says what each event was about; nothing else does.
    addresses = [*PAGES, *people] if who == "administrator" else [p for p in PAGES if p != "/events"]
    for address in (*addresses, "/register", "/sessions", "/council"):
        page = client.get(address).text
        assert [address for title in TITLES if title in page] == []
    for part in ("", "/history", "/positions", "/remarks", "/downloads"):
        assert client.get(f"/documents/{document_id}{part}").status_code == 404
