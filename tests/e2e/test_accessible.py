"""axe-core on every page, as its people see it: light and dark, Russian and English, wide and narrow.

Some seconds a page: only `make soak` has all readers look at theirs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Server, serving
from tests.e2e.looking import (
    DESKTOP,
    PHONE,
    browser_of,
    faults,
    open_example,
    violations,
    violations_everywhere,
)
from tests.e2e.page_examples import EXAMPLES
from tests.e2e.scene import Scene, set_scene
from tests.soak import share

pytestmark = [pytest.mark.e2e, pytest.mark.soak]
READERS = sorted({example.who or "" for examples in EXAMPLES.values() for example in examples})
DRAWN = share("readers of pages", [(who, language) for who in READERS for language in ("ru", "en")], 2)

# What people press to open a menu, a drawer of a phone, an explanation, or the question before an action.
OPENERS = "details:not([open]) > summary, button.drawer-open, form[data-ask] > button"
OPENING = [
    ("secretary", "/documents/{check}"),
    ("secretary", "/documents"),
    ("drafter", "/documents/{rich}"),
    ("drafter", "/documents/{rich}/edit"),
    (None, "/search?q=совет"),
]


@pytest.fixture(scope="module")
def staged(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Scene]]:
    """A server on the scene."""
    data = tmp_path_factory.mktemp("scene") / "var"
    shutil.copytree(prepared, data)
    scene = set_scene(data)
    with serving(data) as running:
        yield running, scene


@pytest.mark.parametrize(("who", "language"), DRAWN)
def test_axe_finds_nothing(chromium: Browser, staged: tuple[Server, Scene], who: str, language: str) -> None:
    server, scene = staged
    all_violations: list[str] = []
    with browser_of(chromium, server, scene, who or None, language) as page:
        for example in (each for examples in EXAMPLES.values() for each in examples):
            if (example.who or "") != who:
                continue
            status = open_example(page, scene, example)
            wrong = [*faults(page, language), *violations_everywhere(page, language)]
            if status != example.status:
                wrong.append(f"status {status}, not {example.status}")
            all_violations += [f"{example.address}, {each}" for each in dict.fromkeys(wrong)]
    assert not all_violations, "\n".join(["", *all_violations])


@pytest.mark.parametrize(("who", "address"), share("pages on which things open", OPENING, 2))
def test_axe_finds_nothing_in_what_opens(
    chromium: Browser, staged: tuple[Server, Scene], who: str | None, address: str
) -> None:
    server, scene = staged
    all_violations: list[str] = []
    opened = 0
    with browser_of(chromium, server, scene, who, "ru") as page:
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            page.goto(address.format(**scene.values))
            for number in range(page.locator(OPENERS).count()):
                page.goto(address.format(**scene.values))
                opener = page.locator(OPENERS).nth(number)
                if not opener.is_visible():
                    continue
                opener.click()
                opened += 1
                all_violations += [
                    f"{size['width']}, opener {number}: {each}" for each in _in_both_themes(page)
                ]
    assert opened > 1
    assert not all_violations, "\n".join(["", *dict.fromkeys(all_violations)])


def _in_both_themes(page: Page) -> Iterator[str]:
    themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        for violation in violations(page):
            # What an open menu covers comes out when it is closed.
            if "partially obscured" not in violation:
                yield f"{theme}: {violation}"
