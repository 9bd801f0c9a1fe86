"""The main jobs of a drafter and of a reader where no script runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people_do as do
from tests.e2e.conftest import Server

pytestmark = pytest.mark.e2e

TITLES = {"Russian": "Положение о бумаге", "English": "Regulation on Paper"}
FIRST = "Article 1, paragraph 1"


def test_a_drafter_writes_moves_deletes_and_saves(visit: Callable[..., Page]) -> None:
    page = visit("drafter", java_script_enabled=False)
    document = do.begin_document(page, "Regulation", TITLES)
    do.open_editor(page, document)

    do.write(page, {(FIRST, "Russian"): "Бумага терпит.", (FIRST, "English"): "Paper is patient."})
    page.get_by_role("button", name=f"Add after {FIRST}", exact=True).click()
    new = "Article 1, paragraph 2"
    expect(do.element(page, new, "Russian")).to_be_focused()
    do.write(page, {(new, "Russian"): "Но недолго.", (new, "English"): "But not for long."})
    _press_tool(page, new, f"Move {new} up")
    expect(do.element(page, FIRST, "Russian")).to_have_value("Но недолго.")
    _press_tool(page, new, f"Lower the level of {new}")
    expect(do.element(page, f"{FIRST}, point (1)", "Russian")).to_have_value("Бумага терпит.")
    _press_tool(page, "Chapter III", "Delete Chapter III, with the")
    expect(do.element(page, "Chapter III", "English")).to_have_value("Final provisions")
    do.save_revision(page, "Набрано без сценариев")

    page.get_by_role("link", name="Side by side").click()
    expect(page.locator("main")).to_contain_text("But not for long.")
    expect(page.locator("main")).not_to_contain_text("Working arrangements")
    do.compare_with_the_one_before(page, document)
    expect(page.locator("main")).to_contain_text("Paper is patient.")


def test_a_place_is_chosen_for_an_element(visit: Callable[..., Page]) -> None:
    page = visit("drafter", java_script_enabled=False)
    do.open_editor(page, do.begin_document(page, "Regulation", TITLES))

    _press_tool(page, "Article 1", "Choose where to move Article 1")
    page.get_by_role("button", name="Move Article 1 after Article 2, unnumbered paragraph 1").click()

    expect(do.element(page, "Article 1", "English")).to_have_value("Legal basis")
    expect(do.element(page, "Article 2", "English")).to_have_value("Subject matter")


def test_an_action_that_would_ask_is_done_at_once(visit: Callable[..., Page]) -> None:
    page = visit("drafter", java_script_enabled=False)
    do.begin_document(page, "Regulation", TITLES)

    page.get_by_role("button", name="Submit for check").click()

    do.read_message(page, "The document was submitted to the secretariat")


def test_a_reader_searches_and_narrows_the_hits(chromium: Browser, demo: Server) -> None:
    context = chromium.new_context(base_url=demo.address, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto("/register")
    do.search(page, "советам")
    before = _count(page)
    facet = page.get_by_role("complementary", name="Filters").get_by_role("link", name="Regulation")
    expected = int(facet.locator(".n").inner_text())
    facet.click()

    assert 0 < _count(page) == expected < before
    assert set(page.locator(".hit .num").all_inner_texts()) == {"СМВД/2013/2"}
    page.locator(".hit h2 a").first.click()
    expect(page.locator("h3:target, div:target")).to_be_in_viewport()
    context.close()


def _press_tool(page: Page, name: str, tool: str) -> None:
    page.get_by_role("button", name=f"Structure: {name}", exact=True).click()
    page.get_by_role("group", name=f"Structure: {name}", exact=True).get_by_role("button", name=tool).click()


def _count(page: Page) -> int:
    return int(page.get_by_role("status").first.inner_text().split()[0])
