"""axe-core on every page, as its people see it: light and dark, Russian and English, wide and narrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Server, serving
from tests.e2e.every_page import EXAMPLES
from tests.e2e.looking import browser_of, faults, open_example, violations_everywhere
from tests.e2e.scene import Scene, set_scene

pytestmark = pytest.mark.e2e
PEOPLE = sorted({example.who or "" for examples in EXAMPLES.values() for example in examples})


@pytest.fixture(scope="module")
def staged(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Scene]]:
    """A server on the scene."""
    data = tmp_path_factory.mktemp("scene") / "var"
    shutil.copytree(prepared, data)
    scene = set_scene(data)
    with serving(data) as running:
        yield running, scene


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("who", PEOPLE)
def test_axe_finds_nothing(chromium: Browser, staged: tuple[Server, Scene], who: str, language: str) -> None:
    server, scene = staged
    found: list[str] = []
    with browser_of(chromium, server, scene, who or None, language) as page:
        for example in (each for examples in EXAMPLES.values() for each in examples):
            if (example.who or "") != who:
                continue
            status = open_example(page, scene, example)
            wrong = [*faults(page, language), *violations_everywhere(page, language)]
            if status != example.status:
                wrong.append(f"status {status}, not {example.status}")
            found += [f"{example.address}, {each}" for each in dict.fromkeys(wrong)]
    assert not found, "\n".join(["", *found])
