"""Every page that links lead to, on a phone, light and dark: nothing spills over, nothing complains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from cmia_docs.cli.demo.demo import DEMO_PASSWORD
from tests.e2e.conftest import Server, complaints, sign_in
from tests.soak import share

pytestmark = [pytest.mark.e2e, pytest.mark.soak]

PHONE: ViewportSize = {"width": 390, "height": 844}
# Pages of one kind differ by what is on them: that many of each are looked at.
_OF_A_KIND = 2
# Files, other languages of the same page, and addresses that change something for the person.
_NOT_PAGES = re.compile(r"\.(docx|md|json|git)$|^/language/|^/static/")
_PAGES = {
    "": {"/", "/register", "/register/*", "/register/*/*", "/search", "/search?", "/sign-in"},
    "drafter.by": {"/", "/documents/#", "/documents/#/edit", "/documents/#/history", "/documents/new"},
    "secretariat": {
        "/documents/#/check",
        "/documents/#/circulate",
        "/documents/#/adoption/propose",
        "/documents/#/remarks/#/answer",
        "/sessions/new",
    },
    "reviewer.az": {
        "/documents/#/compare?",
        "/documents/#/positions",
        "/documents/#/positions/give",
        "/documents/#/remarks/add",
    },
    "admin": {"/people", "/people/#", "/people/invite", "/council", "/events"},
}


@pytest.mark.parametrize("who", share("people with a phone", _PAGES, 2))
def test_no_page_scrolls_sideways_and_none_complains(chromium: Browser, demo: Server, who: str) -> None:
    context = chromium.new_context(base_url=demo.address, locale="en-GB", viewport=PHONE)
    page = context.new_page()
    page.goto("/language/ru?next=/sign-in")
    if who:
        sign_in(page, f"{who}@cmia.example", DEMO_PASSWORD)
    messages = complaints(page)
    wide: list[tuple[str, str]] = []
    seen: Counter[str] = Counter()
    for address in _pages(page, seen, start=["/", "/register", "/search?q=совет", "/nowhere", "/sign-in"]):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                wide.append((address, scheme))
    context.close()
    # The browser itself notes that the address to which nothing belongs is not found.
    assert (wide, [line for line in messages if "/nowhere" not in line]) == ([], [])
    assert _PAGES[who] - set(seen) == set()


def _pages(page: Page, seen: Counter[str], start: list[str]) -> Iterator[str]:
    """Open page after page, by the links on each; `seen` counts them by kind."""
    waiting = list(start)
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if seen[kind] >= _OF_A_KIND or _NOT_PAGES.search(urlsplit(address).path):
            continue
        seen[kind] += 1
        page.goto(address)
        yield address
        links = page.locator("a[href^='/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        waiting += [link.partition("#")[0] for link in links]


def _kind(address: str) -> str:
    """The address without its numbers, slugs and values."""
    parts = urlsplit(address)
    path = re.sub(r"/\d+", "/#", parts.path)
    path = re.sub(r"(?<=^/register)/.*", lambda rest: "/*" * rest[0].count("/"), path)
    return path + ("?" if parts.query else "")
