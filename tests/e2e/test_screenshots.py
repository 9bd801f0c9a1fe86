"""The pictures of the README, made from the demo: `make screenshots`."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from cmia_docs.cli.demo.demo import DEMO_PASSWORD
from tests.e2e import people_do as do
from tests.e2e.conftest import Server, sign_in
from tests.paths import ROOT

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        os.environ.get("CMIA_SCREENSHOTS") != "1", reason="the README's pictures: make screenshots"
    ),
]
FOLDER = ROOT / "docs" / "img"
_SIZE: ViewportSize = {"width": 1280, "height": 800}
_LARGEST = 250_000
_SEARCH_OF_PERSONS = "Procedure for the Interstate Search for Persons"
_IDENTITY_DOCUMENTS = "Agreement on the Exchange of Information on Lost and Stolen Identity Documents"


def _document(page: Page) -> None:
    """A text between the stages, with remarks on its articles."""
    _open(page, _SEARCH_OF_PERSONS)
    page.get_by_role("link", name="Russian", exact=True).click()


def _comparison(page: Page) -> None:
    """What changed between the two rounds."""
    _open(page, _SEARCH_OF_PERSONS)
    do.tab(page, "History")
    page.get_by_role("button", name="Compare the chosen two").click()
    page.get_by_label("Language", exact=True).select_option(label="Russian")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("navigation", name="Changes").get_by_role("link", name="Статья 4, пункт 2").click()


def _editor(page: Page) -> None:
    """Two languages side by side, unit by unit."""
    _open(page, _IDENTITY_DOCUMENTS)
    page.get_by_role("link", name="Edit", exact=True).click()


def _search(page: Page) -> None:
    """Articles found by a word in other forms."""
    do.search(page, "заключение совета")


def _dashboard(page: Page) -> None:
    """What waits for the secretariat."""
    do.go(page, "Dashboard")


def _register(page: Page) -> None:
    """The adopted acts."""
    do.go(page, "Register")


def _open(page: Page, title: str) -> None:
    do.go(page, "Documents")
    page.get_by_role("link", name=title).first.click()


@pytest.mark.parametrize(
    ("name", "who", "come"),
    [
        ("document", "secretariat", _document),
        ("comparison", "secretariat", _comparison),
        ("editor", "drafter.by", _editor),
        ("search", "", _search),
        ("dashboard", "secretariat", _dashboard),
        ("register", "", _register),
    ],
)
def test_picture(chromium: Browser, demo: Server, name: str, who: str, come: Callable[[Page], None]) -> None:
    context = chromium.new_context(
        base_url=demo.address, locale="en-GB", viewport=_SIZE, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/language/en?next=/sign-in")
    if who:
        sign_in(page, f"{who}@cmia.example", DEMO_PASSWORD)
    come(page)
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => null)")
    picture = FOLDER / f"{name}.png"
    picture.parent.mkdir(exist_ok=True)
    page.screenshot(path=picture, animations="disabled")
    context.close()
    assert picture.stat().st_size < _LARGEST
