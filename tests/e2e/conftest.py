"""A real server and a real Chromium. Without Chromium these tests are skipped, with CI=true they fail."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.factories.council import CAST, PASSWORD
from tests.paths import ROOT

# First the one without windows: pages are the same, and there is no window to draw several times a second.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The last six keep Chromium from asking its maker's servers for things that no test needs.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_START_SECONDS = 60
_PATIENCE = 15_000
"""Milliseconds that a test waits for a page: machines that test may have much else to do."""
_LEFT = "net::ERR_ABORTED"


@dataclass(frozen=True)
class Server:
    """A running server and its data folder."""

    address: str
    data: Path


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[Server]:
    """`flask serve` as an administrator starts it, on a free port; stopped by SIGTERM at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CMIA_")}
    environment |= {"CMIA_DATA": str(data), "CMIA_PORT": str(port)}
    log = data.parent / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "serve", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process, log)
        yield Server(address, data)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


def sign_in(page: Page, email: str, password: str) -> None:
    """Fill in the form of the page that asks who one is; lands on the dashboard."""
    page.locator("#email").fill(email)
    page.locator("#password").fill(password)
    page.locator("main button").click()
    page.wait_for_url("**/")


def complaints(page: Page) -> list[str]:
    """Fills with what the browser says against the page: errors, refusals of the policy, missing files."""
    messages: list[str] = []

    def note(words: str) -> None:
        messages.append(f"{page.url}: {words}")

    page.on("console", lambda line: note(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note(str(error)))
    # What is still on its way when the page is left is given up by the browser itself.
    page.on(
        "requestfailed",
        lambda request: note(f"{request.url} {request.failure}") if request.failure != _LEFT else None,
    )
    return messages


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser on this machine."""
    path_of_browser = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if path_of_browser is None:
        message = "browser tests need Chromium, and none is here: apt-get install chromium-headless-shell"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of_browser, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the cast's council. Its documents are those that earlier tests of the module began."""
    data = tmp_path_factory.mktemp("server") / "var"
    shutil.copytree(prepared, data)
    with serving(data) as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the demo council, for tests that only read."""
    with serving(tmp_path_factory.mktemp("demo") / "var", "--demo") as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """`visit("drafter")`: a browser of their own for a person of the cast, signed in by the form.

    Options go to the browser; `base_url` names another server than the module's.
    """
    contexts: list[BrowserContext] = []

    def open_for(who: str | None = None, locale: str = "en-GB", **options: object) -> Page:
        options = {"base_url": server.address} | options
        context = chromium.new_context(locale=locale, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        # The pages are in the browser's language, whatever the person's account says.
        page.goto(f"/language/{locale[:2]}?next=/sign-in")
        if who is not None:
            sign_in(page, CAST[who][1], PASSWORD)
        return page

    yield open_for
    for context in contexts:
        context.close()
