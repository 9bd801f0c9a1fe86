"""A running server with its processes, to be killed one by one or all together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from cmia_docs.cli.server.follow_up_process import NAME
from tests.cli.commands import environment
from tests.paths import ROOT

_START_SECONDS = 60
_REAP_SECONDS = 0.02


class Server:
    """`flask serve` in a process group of its own; what it says goes into a file."""

    def __init__(self, data: Path, port: int, log: Path) -> None:
        self._data, self._port, self._log = data, port, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it answers some time later."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flask", "serve"],
                cwd=ROOT,
                env=environment(self._data, {"CMIA_PORT": str(self._port), "CMIA_LOG_LEVEL": "WARNING"}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urlopen(f"http://127.0.0.1:{self._port}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(_REAP_SECONDS)
        raise AssertionError(f"the server did not answer: {self._log.read_text('utf-8')[-3000:]}")

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [pid for pid in children(self._pid) if is_flask(pid)]

    def follow_ups(self) -> list[int]:
        """The processes that follow up."""
        return [pid for pid in children(self._pid) if is_beside(pid)]

    def kill(self, victims: str) -> None:
        """End some of its processes, as a power cut would: see `KINDS`."""
        if victims == "group":
            os.killpg(self._pid, signal.SIGKILL)
            assert self._process is not None
            self._process.wait()
            return
        follow_ups = self.follow_ups() if victims in ("follow-up", "both") else []
        workers = self.workers() if victims in ("worker", "both") else []
        for pid in (*follow_ups, *workers):
            _end(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Let it end by itself, whatever state it is in."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=_START_SECONDS)

    @property
    def _pid(self) -> int:
        assert self._process is not None
        return self._process.pid


KINDS = ("worker", "follow-up", "both", "group")


def children(parent: int) -> list[int]:
    """The processes that a process has started and that still run."""
    pids = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and parent_of(int(entry.name)) == parent:
            pids.append(int(entry.name))
    return sorted(pids)


def parent_of(pid: int) -> int | None:
    """Its parent; None where it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return None
    state, parent = stat.rpartition(")")[2].split()[:2]
    return None if state == "Z" else int(parent)


def is_flask(pid: int) -> bool:
    """Whether it is one of our Python processes, and no follow-up."""
    return "flask" in _command(pid) and not is_beside(pid)


def is_beside(pid: int) -> bool:
    """Whether it is a follow-up beside a server."""
    return _name(pid) == NAME


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", errors="replace").split("\0")
    except OSError:
        return []


def _end(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
