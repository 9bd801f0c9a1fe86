"""The editor in a real Chromium: saved by itself, never lost, and the focus where the hands are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]
TITLE = "textarea[name^='text.ru.t1']"


def begin(page: Page) -> str:
    """Begin a regulation from its template; the address of its editor."""
    page.goto("/language/en?next=/documents/new")
    page.locator("#act_type").select_option("regulation")
    page.locator("#title_ru").fill("Положение о проверке")
    page.locator("#title_en").fill("Regulation on a trial")
    page.get_by_role("button", name="Create the document").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.locator(TITLE).wait_for()
    return page.url


def status(page: Page, kind: str) -> str:
    """What the bar says once it says something of this kind."""
    line = page.locator(f"[data-autosave-status][data-kind={kind}]")
    line.wait_for()
    return line.inner_text()


def test_what_is_typed_is_saved_by_itself_also_after_the_line_was_down(visit: Visit) -> None:
    page = visit("drafter")
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    address = begin(page)

    page.locator(TITLE).fill("Положение о первой проверке")
    assert status(page, "saved").startswith("Autosaved at ")
    page.context.set_offline(True)
    page.locator(TITLE).fill("Положение о второй проверке")
    assert status(page, "failed") == "Not saved: no connection. Keep this page open."
    page.context.set_offline(False)
    assert status(page, "saved").startswith("Autosaved at ")

    page.goto(address)
    assert page.locator(TITLE).input_value() == "Положение о второй проверке"
    page.locator("#message").fill("Уточнено наименование")
    page.get_by_role("button", name="Save revision").last.click()
    page.get_by_text("Revision 2 is saved.").wait_for()
    assert messages == []


def test_a_refused_field_says_why_and_a_second_window_is_told(visit: Visit) -> None:
    page = visit("drafter")
    address = begin(page)
    other = page.context.new_page()
    other.goto(address)

    page.locator("#t-ru-c1").fill("раз\nдва")
    assert status(page, "failed") == "Not everything is saved: see what is marked."
    assert "An element is one paragraph" in page.locator("#t-ru-c1-error").inner_text()
    page.get_by_role("button", name="Split at the line breaks").click()
    page.wait_for_load_state()
    assert page.locator("#t-ru-c1").input_value() == "раз"

    other.locator("#t-ru-c1").fill("из другого окна")
    assert status(other, "failed").startswith("Not saved: you have continued this text")
    other.get_by_role("button", name="Show both").click()
    other.get_by_text("In the other window").wait_for()
    assert other.locator("#t-ru-c1").input_value() == "из другого окна"
    other.get_by_role("button", name="Back to the document").click()
    other.wait_for_url("**/documents/*")
    page.goto(address)
    assert page.locator("#t-ru-c1").input_value() == "из другого окна"


def test_tools_open_in_place_and_the_focus_follows(visit: Visit) -> None:
    page = visit("drafter")
    begin(page)
    tools = page.get_by_role("button", name="Structure: Article 1", exact=True)

    tools.click()
    page.locator("#tools-a1").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#tools-a1").count() == 0
    assert tools.evaluate("node => node === document.activeElement")

    tools.click()
    page.get_by_role("button", name="Move Article 1 down", exact=True).click()
    page.wait_for_url("**#down-a1")
    assert page.evaluate("document.activeElement.id") == "down-a1"
    page.get_by_role("button", name="Delete Article 2, with").click()
    page.get_by_role("button", name="Continue").click()
    page.locator("#a1").wait_for(state="detached")


def test_without_script_the_whole_form_does_it(visit: Visit) -> None:
    page = visit("drafter", java_script_enabled=False)
    address = begin(page)

    page.locator("#t-ru-a1").fill("Набрано без сценариев")
    page.get_by_role("button", name="Add after Article 1", exact=True).click()
    page.wait_for_url("**#t-ru-*")

    new = page.url.partition("#")[2]
    focused = page.locator("textarea:focus")
    assert focused.get_attribute("id") == new
    assert page.locator("#t-ru-a1").input_value() == "Набрано без сценариев"
    page.get_by_role("button", name="Structure: Article 1", exact=True).click()
    page.get_by_role("button", name="Set a fixed label for Article 1", exact=True).wait_for()
    assert page.url.startswith(f"{address}?tools=a1")


@pytest.mark.parametrize("width", [390, 640, 1280])
def test_nothing_spills_over(visit: Visit, width: int) -> None:
    page = visit("drafter", viewport={"width": width, "height": 800})
    begin(page)
    page.get_by_role("button", name="Structure: Article 1", exact=True).click()
    page.locator("#tools-a1").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
