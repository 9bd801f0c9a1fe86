"""A drafter's main job without a mouse, and where the focus is on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import people_do as do
from tests.factories.council import CAST, PASSWORD

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]

TITLES = {"Russian": "Положение о клавиатуре", "English": "Regulation on the Keyboard"}
_MOST_STEPS = 60
# What is wrong with how the element with the focus is seen: no ring around it, or something over its middle.
_HIDDEN = """() => {
    const at = document.activeElement;
    const seen = at.closest("label, .switch") ?? at;
    const style = getComputedStyle(at);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = seen.getClientRects()[0];
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2);
    const covered = !top || !(seen.contains(top) || top.contains(seen));
    return [ring ? "" : "no ring", covered ? "covered" : ""].filter(Boolean).join(", ");
}"""


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this element has the focus."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{_MOST_STEPS} times Tab do not lead to {wanted}")


def test_a_drafter_signs_in_edits_and_saves(visit: Visit) -> None:
    do.begin_document(visit("drafter"), "Regulation", TITLES)
    page = visit()

    _tab_to(page, page.get_by_label("Email"))
    page.keyboard.type(CAST["drafter"][1])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dashboard")
    _tab_to(page, page.get_by_role("link", name=f"Edit: {TITLES['English']}").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save revision").last).to_be_visible()
    _tab_to(page, do.element(page, "Article 1, paragraph 1", "Russian"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Набрано без мыши.")
    page.keyboard.press("ControlOrMeta+S")
    do.wait_until_autosaved(page)
    page.keyboard.press("ControlOrMeta+Enter")
    page.keyboard.type("Правка с клавиатуры")
    _tab_to(page, page.get_by_role("button", name="Save revision").last)
    page.keyboard.press("Enter")

    expect(page.locator("#messages")).to_contain_text("Revision 2 is saved.")
    expect(page.locator("main")).to_contain_text("Правка с клавиатуры")
    page.get_by_role("link", name="Russian", exact=True).click()
    expect(page.locator("#c1")).to_contain_text("Набрано без мыши.")


def test_the_tools_of_an_element_are_reached_and_left(visit: Visit) -> None:
    page = visit("drafter")
    do.open_editor(page, do.begin_document(page, "Regulation", TITLES))

    page.get_by_role("button", name="Structure: Article 2", exact=True).focus()
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("button", name="Move Article 2 up"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move Article 1 up", exact=True)).to_be_focused()
    expect(do.element(page, "Article 1", "English")).to_have_value("Legal basis")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Structure: Article 1", exact=True)).to_be_focused()


def test_a_question_is_answered_by_keyboard(visit: Visit) -> None:
    page = visit("drafter")
    document = do.begin_document(page, "Regulation", TITLES)
    page.get_by_role("button", name="Submit for check").focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Submit for check")).to_be_focused()
    assert page.url == document
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    do.read_message(page, "The document was submitted to the secretariat")


def test_the_first_stop_leads_past_the_header(visit: Visit) -> None:
    page = visit("drafter")
    for address in ("/", "/register", "/documents", "/documents/new"):
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), address


def test_the_focus_is_seen_at_every_stop(visit: Visit) -> None:
    page = visit("drafter")
    document = do.begin_document(page, "Regulation", TITLES)
    hidden: list[tuple[str, str, str]] = []
    for address in ("/", "/documents", "/documents/new", "/search", document, f"{document}/edit"):
        page.goto(address)
        for _ in range(_MOST_STEPS):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            if wrong := page.evaluate(_HIDDEN):
                at = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
                hidden.append((address, at, wrong))
    assert hidden == []
