"""Running `flask ...` as an administrator does: a process of its own, settings by environment."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from cmia_docs import create_app
from cmia_docs.settings import from_environment
from tests.conftest import close
from tests.paths import ROOT

_SECONDS = 300


@dataclass(frozen=True)
class Said:
    """What a command answered. No command ever shows a traceback."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What it said when it refused, without the line that points to --help."""
        return self.err[self.err.rindex("Error: ") :].removeprefix("Error: ").strip()


def within(app: Flask, *arguments: str) -> Said:
    """Run a command in this process: for the many ways to be refused, since a process takes a second."""
    with app.app_context():
        result = app.test_cli_runner().invoke(args=arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def at(data: Path, *arguments: str) -> Said:
    """Run a command in this process, on a data folder in whatever condition."""
    app = create_app(from_environment({"CMIA_DATA": str(data)} | _port(arguments)))
    try:
        return within(app, *arguments)
    finally:
        close(app)


def environment(data: Path | None, settings: dict[str, str]) -> dict[str, str]:
    """The environment of a command: nothing of ours but what is named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CMIA_", "FLASK_"))}
    return kept | ({} if data is None else {"CMIA_DATA": str(data)}) | settings


def _port(arguments: tuple[str, ...]) -> dict[str, str]:
    """Whoever runs the tests may serve the product on its usual port."""
    return {"CMIA_PORT": str(free_port())} if "serve" in arguments else {}


def start(
    data: Path | None, *arguments: str, before: Iterable[str] = (), **settings: str
) -> subprocess.Popen[str]:
    """Start a command; `before` stands in front of it, such as `setpriv ...`."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=environment(data, _port(arguments) | settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> Said:
    """What a command answered when it has ended."""
    with process:
        try:
            out, err = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    said = Said(process.returncode, out, err)
    assert "Traceback" not in out + err, said
    return said


def flask(data: Path | None, *arguments: str, before: Iterable[str] = (), **settings: str) -> Said:
    """Run a command to its end."""
    return finished(start(data, *arguments, before=before, **settings))


@contextmanager
def listening() -> Iterator[int]:
    """A port that somebody else uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def free_port() -> int:
    """A port that nobody uses."""
    with listening() as port:
        return port


def until(holds: Callable[[], bool]) -> None:
    """Wait for it, less long than a stop may take."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
