"""Running `flask ...` as an administrator does: a separate process, settings by environment."""

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
class CommandResult:
    """The result of a command. No command ever prints a traceback."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The message of a refusal, without the hint to --help."""
        return self.err[self.err.rindex("Error: ") :].removeprefix("Error: ").strip()


def within(app: Flask, *arguments: str) -> CommandResult:
    """Run a command in this process; a separate process takes a second."""
    with app.app_context():
        result = app.test_cli_runner().invoke(args=arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return CommandResult(result.exit_code, result.stdout, result.stderr)


def at(data: Path, *arguments: str, **settings: str) -> CommandResult:
    """Run a command in this process, on a data folder in any condition. A server is one that is refused."""
    app = create_app(from_environment({"CMIA_DATA": str(data)} | _port(arguments) | settings))
    try:
        return within(app, *arguments)
    finally:
        close(app)


def environment(data: Path | None, settings: dict[str, str]) -> dict[str, str]:
    """The environment of a command, with only these settings."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CMIA_", "FLASK_"))}
    return others | ({} if data is None else {"CMIA_DATA": str(data)}) | settings


def _port(arguments: tuple[str, ...]) -> dict[str, str]:
    """A free port for a server: the default port may be in use."""
    return {"CMIA_PORT": str(free_port())} if "serve" in arguments else {}


def start(
    data: Path | None, *arguments: str, before: Iterable[str] = (), **settings: str
) -> subprocess.Popen[str]:
    """Start a command; `before` is a prefix, such as `setpriv ...`."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=environment(data, _port(arguments) | settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> CommandResult:
    """The result of a command when it has ended."""
    with process:
        try:
            out, err = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    result = CommandResult(process.returncode, out, err)
    assert "Traceback" not in out + err, result
    return result


def flask(data: Path | None, *arguments: str, before: Iterable[str] = (), **settings: str) -> CommandResult:
    """Run a command to its end."""
    return finished(start(data, *arguments, before=before, **settings))


def refused(result: CommandResult, beginning: str) -> None:
    """Check that the command was refused with a message that begins so."""
    assert (result.code, result.sentence[: len(beginning)]) == (1, beginning)


@contextmanager
def listening() -> Iterator[int]:
    """A port that is in use."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def free_port() -> int:
    """A port that is not in use."""
    with listening() as port:
        return port


def until(holds: Callable[[], bool]) -> None:
    """Wait until it is true, at most 20 seconds."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
