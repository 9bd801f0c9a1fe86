"""On a phone: fields wide enough to type in, boxes beside their words, and remarks at every element."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.test_look import PHONE, address, opened

__all__ = ["address"]
pytestmark = pytest.mark.e2e


def test_fields_of_the_settings_can_be_typed_in(chromium: Browser, address: str) -> None:
    page = opened(chromium, PHONE)
    page.goto(f"{address}/settings")
    wide = "es => es.filter(e => e.offsetParent).map(e => [e.name, e.offsetWidth]).filter(([, w]) => w < 120)"
    assert page.eval_on_selector_all(".settings-table input.form-control", wide) == []
    page.close()


def test_a_long_choice_stands_beside_its_box(chromium: Browser, address: str) -> None:
    page = opened(chromium, PHONE)
    page.goto(f"{address}/position-form")
    label = page.locator(".choice-list label").first
    label.evaluate("e => e.textContent = 'Бюро по координации борьбы с организованной преступностью'")
    box = page.locator(".choice-list input").first.bounding_box()
    words = label.bounding_box()
    assert box
    assert words
    assert words["x"] > box["x"] + box["width"]
    assert words["y"] < box["y"] + box["height"]
    page.close()
