"""The server as people run it, in a process of its own, and browsers that talk to it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.texts import ROOT
from benchmarks.town import PASSWORD

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_IDLE_SECONDS = 4
_HIDDEN = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `started` is how long it took until it answered, in seconds."""

    port: int
    process: subprocess.Popen[bytes]
    started: float

    def memory_mb(self) -> float:
        """Resident memory of the server, its worker and the follow-up beside it."""
        return sum(_resident(pid) for pid in _family(self.process.pid)) / 1024


def _family(pid: int) -> list[int]:
    own = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [pid, *(one for child in own.stdout.split() for one in _family(int(child)))]


def _resident(pid: int) -> int:
    """Kilobytes of its own: what the worker shares with the process it was forked from counts once."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except FileNotFoundError:  # git, asked for a moment
        return 0
    match = re.search(r"Pss:\s+(\d+) kB", rollup)
    return int(match.group(1)) if match else 0


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """`flask serve` on a free port; stopped as an administrator stops it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CMIA_")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "serve"],
        cwd=ROOT,
        env=environment | {"CMIA_DATA": str(data), "CMIA_PORT": str(port), "CMIA_LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            assert process.poll() is None, "the server did not start"
            time.sleep(0.02)
        yield Server(port, process, time.perf_counter() - begun)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _answers(port: int) -> bool:
    try:
        return Browser(port).get("/healthz").status == 200
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Page:
    """An answer."""

    status: int
    text: str
    location: str

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's first form."""
        return dict(_HIDDEN.findall(self.text))


class Browser:
    """One connection that stays open, with its cookies."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}
        self._used = 0.0
        self.token = ""

    def get(self, address: str) -> Page:
        """Ask for a page."""
        return self._ask("GET", address)

    def post(self, address: str, form: Mapping[str, str]) -> Page:
        """Send a form, with the token of the last page that had one."""
        return self._ask("POST", address, urlencode({"csrf_token": self.token, **form}))

    def sign_in(self, email: str) -> None:
        """Become a person of the demo."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": email, "password": PASSWORD})
        assert answer.status == 302, answer.text[-500:]

    def _ask(self, method: str, address: str, body: str | None = None) -> Page:
        # The server closes connections that are idle for five seconds; so does a browser, and opens another.
        if time.monotonic() - self._used > _IDLE_SECONDS:
            self._connection.close()
        self._used = time.monotonic()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        if match := _TOKEN.search(text):
            self.token = match.group(1)
        return Page(answer.status, text, answer.headers.get("Location", ""))
