"""`make dev`: whoever works on the product sees a change at once, and the mails that it would send."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cmia_docs.actions.people import people
from tests.cli.commands import environment, free_port, until
from tests.factories.product import Product
from tests.paths import ROOT

_SECONDS = 120
_FOLDERS = ("cmia_docs", "templates", "tools")
_FILES = ("Makefile", "requirements.txt", "requirements-dev.txt")


@dataclass(frozen=True)
class Loop:
    """`make dev`, at work in a checkout of its own."""

    checkout: Path
    port: int
    process: subprocess.Popen[bytes]
    console: Path

    def page(self, address: str) -> str:
        """What is answered there; nothing while nobody answers."""
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=30) as answer,
        ):
            return str(answer.read().decode())
        return ""

    def output(self) -> str:
        """Everything on the console so far."""
        return self.console.read_text("utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Change a file as an editor does."""
        text = (self.checkout / file).read_text("utf-8")
        assert text.count(old) == 1
        (self.checkout / file).write_text(text.replace(old, new), "utf-8")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for it."""
        deadline = time.monotonic() + _SECONDS
        while not holds():
            assert time.monotonic() < deadline, self.output()
            assert self.process.poll() is None, self.output()
            time.sleep(0.1)


@contextmanager
def developing(product: Product, folder: Path) -> Iterator[Loop]:
    """The command as it is typed, with the Python of the tests; nothing of it is left afterwards."""
    checkout, console, port = folder / "checkout", folder / "console", free_port()
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, checkout / name)
    for name in _FILES:
        shutil.copy2(ROOT / name, checkout / name)
    with console.open("wb") as out:
        process = subprocess.Popen(
            ["make", "--old-file=.venv/.test-installed", f"BIN={Path(sys.executable).parent}", "dev"],
            cwd=checkout,
            env=environment(product.installation.settings.data, {"CMIA_PORT": str(port)}),
            stdout=out,
            stderr=out,
            start_new_session=True,
            # Where the tests run in the background, a shell has told them to ignore Ctrl-C.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    loop = Loop(checkout, port, process, console)
    try:
        loop.until(lambda: "ok" in loop.page("/healthz"))
        yield loop
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_there(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_mail_is_shown_a_changed_template_is_served_and_ctrl_c_ends_all(
    product: Product, tmp_path: Path
) -> None:
    with product.work("administrator") as work:
        people.invite(work, email="new@council.example", name="New", language="en", grants=[])
    with developing(product, tmp_path) as loop:
        loop.until(lambda: "--- Mail to new@council.example\n" in loop.output())
        assert f"http://127.0.0.1:{loop.port}/join/" in loop.output()

        assert "<title>Changed " not in loop.page("/sign-in")
        loop.replace("templates/web/shared/base.html", "<title>", "<title>Changed ")
        loop.until(lambda: "<title>Changed " in loop.page("/sign-in"))

        os.killpg(loop.process.pid, signal.SIGINT)
        loop.process.wait(_SECONDS)
        until(lambda: not is_there(loop.process.pid))


def test_code_that_cannot_start_is_shown_and_the_next_change_starts_again(
    product: Product, tmp_path: Path
) -> None:
    with developing(product, tmp_path) as loop:
        loop.replace("cmia_docs/web/operation/health.py", '"status": "ok"', '"status": "ok')
        loop.until(lambda: "SyntaxError" in loop.output())
        assert loop.page("/healthz") == ""
        loop.replace("cmia_docs/web/operation/health.py", '"status": "ok', '"status": "ok again"')
        loop.until(lambda: "ok again" in loop.page("/healthz"))
