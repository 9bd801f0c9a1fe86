"""The follow-up beside the server, in a process of its own.

Indexing a long text takes a third of a second of pure computing. In the server's process every page would
wait for it in turns; beside it, on another core, nobody does.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

log = logging.getLogger(__name__)
_APP = Path(__file__).resolve().parents[2] / "app.py"
_LOOK_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 8.0
_SOON_SECONDS = 30.0
"""One that ends sooner than this after its start is started again after ever longer pauses."""
_LATER = 5
"""How much the companion stands back (nice) where there is one core for both."""


class Companion:
    """Keeps one `flask follow-up --beside` alive while the server is, and passes the news on to it."""

    def __init__(self, news: threading.Event) -> None:
        self._news = news
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._attend, name="companion", daemon=True)

    def start(self) -> None:
        """Start it, and again whenever it has ended."""
        self._thread.start()

    def stop(self, patience: float) -> None:
        """Let it carry on what the last acts began, and end; after `patience` seconds it is left alone."""
        self._stopping.set()
        self._news.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=patience)

    def _attend(self) -> None:
        pause = _LOOK_SECONDS
        while not self._stopping.is_set():
            begun = time.monotonic()
            how = self._run()
            if not self._stopping.is_set():
                log.error("the follow-up ended by itself (%s); it is started again", how)
                self._stopping.wait(pause)
                short = time.monotonic() - begun < _SOON_SECONDS
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS) if short else _LOOK_SECONDS

    def _run(self) -> str:
        """One companion from its start to its end; how it ended."""
        try:
            with subprocess.Popen(_command(), stdin=subprocess.PIPE, bufsize=0) as process:
                self._pass_on(process)
        except OSError as error:  # no memory, no processes left
            return str(error.strerror)
        # The end of the block ended its standard input: it has carried on what waited, and ended.
        return str(process.returncode)

    def _pass_on(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None  # noqa: S101 - it was made with one
        while process.poll() is None and not self._stopping.is_set():
            if self._news.wait(_LOOK_SECONDS):
                self._news.clear()
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.write(b"\n")


def _command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", str(_APP), "follow-up", "--beside"]


def listen(wake: threading.Event, ended: threading.Event) -> None:
    """What the companion does with its standard input: each byte is news, its end is the server's."""
    with contextlib.suppress(PermissionError):  # the unit of deploy/ lets no process change its rank
        os.nice(_LATER)
    while os.read(sys.stdin.fileno(), 4096):
        wake.set()
    ended.set()
