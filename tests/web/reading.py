"""Reading pages in tests as people do: without their markup."""

from __future__ import annotations

import re

from tests.factories.product import Product


def read(product: Product, who: str, address: str, status: int = 200) -> str:
    """The page that a person gets, which answers with this status."""
    answer = product.client(who).get(address)
    assert answer.status_code == status
    return answer.text


def words(page: str) -> str:
    """The words of a page or of a part of it."""
    bare = re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", bare).split())


def statuses(product: Product, people: tuple[str, ...], address: str) -> dict[str, int]:
    """How an address answers each of these people."""
    return {who: product.client(who).get(address).status_code for who in people}


EVERYBODY = (
    "drafter", "other_drafter", "expert", "secretary", "belarus", "kyrgyzstan", "chair",
    "administrator", "auditor",
)  # fmt: skip
