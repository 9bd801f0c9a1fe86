"""Before the first adoption: the register, its repository and search are there, and empty."""

from __future__ import annotations

from tests.factories.product import Product
from tests.factories.search import search


def test_an_empty_register_says_when_acts_will_be_in_it(product: Product) -> None:
    product.tabled()

    page = product.client().get("/register")

    assert page.status_code == 200
    assert "No act has been adopted yet" in page.text
    assert 'class="filters' not in page.text


def test_an_empty_repository_can_be_cloned(product: Product) -> None:
    with product.client().get("/register.git/info/refs?service=git-upload-pack") as answer:
        assert answer.status_code == 200


def test_a_search_finds_nothing(product: Product) -> None:
    product.draft()
    product.follow_up()

    page = search(product.client(), "положение")

    assert (page.total, page.facets, page.meant) == (0, {}, "")
