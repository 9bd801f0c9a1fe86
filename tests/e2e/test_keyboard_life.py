"""The whole life of an act with the keyboard alone: every press and every word goes through the Tab key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_life import LIVES, live

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.soak,
    pytest.mark.skipif("keyboard" not in LIVES, reason="another way was drawn; `make soak` plays all"),
]
_MOST_STEPS = 400
_IS_FOCUSED = "one => one === document.activeElement"


def test_every_action_of_the_life_is_done_by_keyboard(
    visit: Callable[..., Page], prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the people of the other tests do with a mouse is done here with keys; nothing clicks any more.
    monkeypatch.setattr(Locator, "click", _press)
    monkeypatch.setattr(Locator, "fill", _type)
    monkeypatch.setattr(Locator, "check", _check)
    monkeypatch.setattr(Locator, "uncheck", _uncheck)
    monkeypatch.setattr(Locator, "select_option", _choose)
    live(visit, prepared, tmp_path)


def _tab_to(wanted: Locator) -> None:
    """Press Tab until the element has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(_MOST_STEPS):
        if wanted.evaluate(_IS_FOCUSED):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{_MOST_STEPS} times Tab do not lead to {wanted}")


def _press(one: Locator) -> None:
    _tab_to(one)
    link = one.evaluate("one => one.closest('a[href]') !== null")
    if link:
        with one.page.expect_navigation():
            one.page.keyboard.press("Enter")
    else:
        one.page.keyboard.press("Enter")


def _type(one: Locator, words: str) -> None:
    _tab_to(one)
    if one.get_attribute("type") == "date":
        year, month, day = words.split("-")
        one.page.keyboard.type(f"{month}{day}{year}")
    else:
        one.page.keyboard.press("ControlOrMeta+A")
        one.page.keyboard.press("Delete")
        one.page.keyboard.insert_text(words)
    expect(one).to_have_value(words)


def _check(one: Locator) -> None:
    if one.is_checked():
        return
    if one.get_attribute("type") == "checkbox":
        _tab_to(one)
        one.page.keyboard.press("Space")
    else:
        _choose_radio(one)
    expect(one).to_be_checked()


def _choose_radio(one: Locator) -> None:
    """Tab stops at the group once; arrows lead on from there."""
    group = one.page.locator(f"input[type=radio][name={one.get_attribute('name')}]")
    chosen = group.and_(one.page.locator(":checked"))
    _tab_to(chosen if chosen.count() else group.first)
    one.page.keyboard.press("Space")
    for _ in range(group.count()):
        if one.is_checked():
            return
        one.page.keyboard.press("ArrowDown")


def _uncheck(one: Locator) -> None:
    if one.is_checked():
        _tab_to(one)
        one.page.keyboard.press("Space")
    expect(one).not_to_be_checked()


def _choose(one: Locator, value: str | None = None, *, label: str | None = None) -> None:
    _tab_to(one)
    options = one.locator("option")
    names = [re.sub(r"\s+", " ", name).strip() for name in options.all_inner_texts()]
    values = [option.get_attribute("value") for option in options.all()]
    wanted = names.index(label) if label is not None else values.index(value)
    one.page.keyboard.press("Home")
    for _ in range(wanted):
        one.page.keyboard.press("ArrowDown")
    expect(one).to_have_value(values[wanted] or "")
