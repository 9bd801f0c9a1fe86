"""The follow-up beside the server, in a process of its own.

Indexing a long text takes a third of a second of pure computing. In the server's process every page would
wait for it in turns; beside it, on another core, nobody does. It takes a second or two to load: until it says
that it is there, the server follows its own acts up.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from cmia_docs.actions.follow_up import FollowUp

log = logging.getLogger(__name__)
_APP = Path(__file__).resolve().parents[2] / "app.py"
_LOOK_SECONDS = 1.0
_LOADING_LOOK_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 8.0
_SOON_SECONDS = 30.0
"""One that ends sooner than this after its start is started again after ever longer pauses."""
_NEWS, _THERE = b"\n", b"+"
_LATER = 5
"""How much the companion stands back (nice) where there is one core for both."""


class Companion:
    """Keeps one `flask follow-up --beside` alive while the server is, and passes the news on to it."""

    def __init__(self, follow_up: FollowUp) -> None:
        self._news = follow_up.news
        self._meanwhile = follow_up.attempt
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
                self._meanwhile()  # what it left half done
                self._stopping.wait(pause)
                self._news.set()  # what came in the pause
                short = time.monotonic() - begun < _SOON_SECONDS
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS) if short else _LOOK_SECONDS

    def _run(self) -> str:
        """One companion from its start to its end; how it ended."""
        try:
            here, there = socket.socketpair()
            with here:
                with there:
                    process = subprocess.Popen(_command(), stdin=there.fileno())
                self._pass_on(process, here)
        except OSError as error:  # no memory, no processes left
            return str(error.strerror)
        # The end of the block ended its standard input: it carries on what waits, and ends.
        return str(process.wait())

    def _pass_on(self, process: subprocess.Popen[bytes], its_input: socket.socket) -> None:
        loaded = False
        while process.poll() is None and not self._stopping.is_set():
            news = self._news.wait(_LOOK_SECONDS if loaded else _LOADING_LOOK_SECONDS)
            if news:
                self._news.clear()
            if not loaded and (loaded := _has_spoken(its_input)):
                news = True  # what came while it loaded may have missed its first look
            if news and loaded:
                with contextlib.suppress(BrokenPipeError):
                    its_input.send(_NEWS)
            elif news:
                self._meanwhile()


def _has_spoken(its_input: socket.socket) -> bool:
    try:
        return its_input.recv(1, socket.MSG_DONTWAIT) == _THERE
    except BlockingIOError:
        return False


def _command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", str(_APP), "follow-up", "--beside"]


def listen(wake: threading.Event, ended: threading.Event) -> None:
    """What the companion does with its standard input, a socket: it says that it is loaded, and listens.

    Each byte is news, the end is the server's.
    """
    with contextlib.suppress(PermissionError):  # the unit of deploy/ lets no process change its rank
        os.nice(_LATER)
    with contextlib.suppress(ConnectionError):  # the server may be gone already
        os.write(sys.stdin.fileno(), _THERE)
        while os.read(sys.stdin.fileno(), 4096):
            wake.set()
    ended.set()
