"""The gallery in a real Chromium: the policy holds, nothing spills over, and pages work without script."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.gallery.app import PAGES, create_gallery

pytestmark = pytest.mark.e2e
# A desktop screen zoomed to 200 % has half its width.
PHONE, ZOOMED, DESKTOP = (390, 844), (640, 450), (1280, 900)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The gallery, served at a free port."""
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def complaints(page: Page) -> list[str]:
    """Fills with what the page says on its console, its errors and refused files."""
    messages: list[str] = []
    page.on("console", lambda m: messages.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("response", lambda r: messages.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return messages


def opened(chromium: Browser, size: tuple[int, int], script: bool = True, theme: str = "light") -> Page:
    width, height = size
    page = chromium.new_page(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        color_scheme="dark" if theme == "dark" else "light",
    )
    page.set_default_timeout(5000)
    return page


def test_pages_keep_the_policy_and_their_width(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP)
    messages = complaints(page)
    wide: list[tuple[str, int]] = []
    for name in PAGES:
        page.goto(f"{address}/{name}")
        for width, height in (DESKTOP, ZOOMED, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((name, width))
    assert (wide, messages) == ([], [])
    page.close()


def test_fonts_are_ours(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP)
    page.goto(f"{address}/document?lang=en")
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {family.strip('"') for family in loaded} == {"PT Sans", "PT Serif"}
    page.close()


def test_dark_by_device_and_by_choice(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP, theme="dark")
    page.goto(f"{address}/dashboard?lang=en")
    ground = "getComputedStyle(document.body).backgroundColor"
    by_device = page.evaluate(ground)
    page.locator("summary", has_text="Appearance").click()
    page.locator("summary + .menu-panel [data-theme-choice=light]").click()
    by_choice = page.evaluate(ground)
    page.reload()
    assert (by_device, by_choice, page.evaluate(ground)) == (
        "rgb(20, 23, 26)",
        "rgb(255, 255, 255)",
        "rgb(255, 255, 255)",
    )
    page.close()


def test_a_question_is_asked_before_a_grave_act(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.goto(f"{address}/document?lang=en")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Cancel").click()
    assert sent == []
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("status").filter(has_text="Сохранено.").wait_for()
    assert sent == [f"{address}/document"]
    page.close()


def test_a_filter_refreshes_the_list_alone(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP)
    page.goto(f"{address}/documents")
    page.evaluate("document.body.dataset.unchanged = 'yes'")
    page.locator("#filter-year").select_option("2014")
    page.wait_for_url("**/documents?*year=2014*")
    assert page.evaluate("document.body.dataset.unchanged") == "yes"
    page.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_drawers_open_on_a_phone(chromium: Browser, address: str, script: bool) -> None:
    page = opened(chromium, PHONE, script)
    page.goto(f"{address}/document?lang=en")
    navigation = page.get_by_role("navigation", name="Places")
    assert not navigation.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert navigation.get_by_role("link", name="Реестр").is_visible()
    navigation.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Table of contents").click()
    page.locator("#contents").get_by_role("link", name="Статья 4. Заседания").click()
    page.wait_for_url("**#a4")
    page.close()


def test_printed_sheets_carry_number_sum_and_page(chromium: Browser, address: str) -> None:
    page = opened(chromium, DESKTOP)
    page.goto(f"{address}/act?lang=en")
    page.emulate_media(media="print")
    hidden = page.locator(".site-header, .toc, .unit-tools, .actions")
    assert hidden.count() > 4
    assert not any(element.is_visible() for element in hidden.all())
    every_rule = "[...document.styleSheets].flatMap(s => [...s.cssRules])"
    rules = page.evaluate(f"{every_rule}.filter(r => r instanceof CSSPageRule).map(r => r.cssText).join()")
    assert [part in rules for part in ("СМВД/2014/2", "SHA-256", "counter(page)")] == [True] * 3
    page.close()
