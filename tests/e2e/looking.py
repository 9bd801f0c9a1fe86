"""Opening the pages of the scene, and what is looked for on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, cast

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, ViewportSize

from cmia_docs.web.shared.context import SIGN_IN_COOKIE
from cmia_docs.web.shared.languages import LANGUAGE_COOKIE
from tests.e2e.conftest import Server
from tests.e2e.page_examples import Example
from tests.e2e.scene import Scene

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# A desktop screen zoomed to 200 % has half its width; to 400 %, a quarter (WCAG 1.4.10).
ZOOMED: ViewportSize = {"width": 640, "height": 450}
NARROW: ViewportSize = {"width": 320, "height": 256}
_AXE = AXE_FILE_PATH.read_text("utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_BY_LOOK = ["color-contrast", "target-size"]
_APPEARANCES: dict[str, list[tuple[Literal["light", "dark"], ViewportSize, list[str] | None]]] = {
    "ru": [
        ("light", DESKTOP, None),
        ("dark", DESKTOP, _BY_LOOK),
        ("dark", PHONE, None),
        ("light", PHONE, _BY_LOOK),
    ],
    "en": [
        ("dark", DESKTOP, None),
        ("light", DESKTOP, _BY_LOOK),
        ("light", PHONE, None),
        ("dark", PHONE, _BY_LOOK),
    ],
}
_LOOKING = (Path(__file__).parent / "looking.js").read_text("utf-8")
# As each part is when the page is scrolled to it: no bar sticks over a target, and what Chromium has not laid
# out yet because it is out of view (content-visibility) has its real height, not one that is assumed.
_AS_IN_VIEW = """() => {
    for (const bar of document.querySelectorAll(".save-bar")) bar.style.position = "static";
    for (const unit of document.querySelectorAll(".edit-unit")) unit.style.contentVisibility = "visible";
}"""
_RUN = """options => axe.run(document, options).then(result => result.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary}`)))"""
_EMPTY_AND_SEND = """() => {
    const form = document.querySelector("main form[method=post]");
    for (const field of form.elements) {
        if (field.type === "hidden" || field.tagName === "BUTTON") continue;
        if (field.type === "checkbox" || field.type === "radio") field.checked = false;
        else if (field.tagName === "SELECT") field.selectedIndex = -1;
        else field.value = "";
    }
    form.submit();
}"""


@contextmanager
def browser_of(
    chromium: Browser, server: Server, scene: Scene, who: str | None, language: str
) -> Iterator[Page]:
    """A browser in which this person is signed in and reads this language; nothing moves in it."""
    context = chromium.new_context(base_url=server.address, viewport=DESKTOP, reduced_motion="reduce")
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server.address}])
    if who is not None:
        context.add_cookies([{"name": SIGN_IN_COOKIE, "value": scene.cookies[who], "url": server.address}])
    yield context.new_page()
    context.close()


def open_example(page: Page, scene: Scene, example: Example) -> int:
    """Open the page, or have its form refused; the status that was answered."""
    answer = page.goto(example.address.format(**scene.values))
    assert answer is not None
    if not example.refuse:
        return answer.status
    with page.expect_navigation() as sent:
        page.evaluate(_EMPTY_AND_SEND)
    return sent.value.status


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """What axe-core finds: all rules of WCAG 2.2 A and AA and its own advice, or these rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    page.evaluate(_AS_IN_VIEW)
    run_only = {"type": "rule", "values": only} if only else {"type": "tag", "values": _TAGS}
    return cast(list[str], page.evaluate(_RUN, {"runOnly": run_only, "resultTypes": ["violations"]}))


def violations_everywhere(page: Page, language: str) -> Iterator[str]:
    """What axe-core finds on the page in light and dark, wide and narrow.

    Names and structure do not hang on the theme: each language is seen in all four looks, in two of them
    only for what the look can change.
    """
    for theme, size, rules in _APPEARANCES[language]:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        yield from (f"{theme}, {size['width']}: {violation}" for violation in violations(page, rules))


def faults(page: Page, language: str) -> Iterator[str]:
    """What is wrong on the page that axe-core does not look for."""
    page.evaluate(_LOOKING)
    if language == "en":
        yield from page.evaluate("[...foreign(), ...tables()]")
        return
    yield from page.evaluate("[...tables(), ...moving()]")
    for theme, size in (("dark", PHONE), ("light", DESKTOP)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size(size)
        results = page.evaluate("[...stops(), ...spacedOut(), ...narrow()]")
        yield from (f"{size['width']}: {each}" for each in results)
    for size in (ZOOMED, NARROW):
        page.set_viewport_size(size)
        yield from (f"{size['width']}: {results}" for results in page.evaluate("spill()"))
