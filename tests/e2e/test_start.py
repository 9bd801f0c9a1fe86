"""The product starts in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e


def test_a_person_signs_in_and_sees_the_dashboard(visit: Callable[..., Page]) -> None:
    page = visit("drafter")
    assert page.locator("h1").inner_text() == "Dashboard"
