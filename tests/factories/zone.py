"""The council of the tests, with a time zone."""

from __future__ import annotations

from cmia_docs.actions.council import council
from tests.factories.council import SETTINGS
from tests.factories.product import Product


def set_zone(product: Product, name: str) -> None:
    """The administrator names the zone."""
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"time_zone": name})
