"""Every page of a document has the same breadcrumbs."""

from __future__ import annotations

import re

import pytest

from tests.factories.product import Product

_CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>', re.S)


@pytest.mark.parametrize("page", ["edit", "edit/import", "compare", "description"])
def test_every_page_of_a_document_leads_back_to_the_list(product: Product, page: str) -> None:
    shown = product.client("drafter").get(f"/documents/{product.draft()}/{page}").text
    crumbs = _CRUMBS.search(shown)
    assert crumbs
    assert re.findall(r'href="([^"]+)"', crumbs[0])[0] == "/documents"
