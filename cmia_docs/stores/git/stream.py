"""One `git upload-pack` process and its output in pieces: bounded in number, and always ended."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from cmia_docs.errors import NotFound, Unavailable
from cmia_docs.reasons import Reason
from cmia_docs.reasons.git import GitTooManyClones

MAX_CLONES = 4
"""How many run at once in one server process; a further client is told to try again."""
MAX_SECONDS = 30 * 60.0
"""After this time a clone is ended, so that clients that stop reading cannot occupy all slots."""
PIECE = 64 * 1024

_log = logging.getLogger(__name__)
_slots = threading.BoundedSemaphore(MAX_CLONES)

# Passed to git by its environment, where git also accepts `safe.directory`.
# One thread and a small window keep a clone of a large repository at tens of megabytes.
_CONFIG = {"core.hooksPath": "/dev/null", "pack.threads": "1", "pack.windowMemory": "32m"}


class GitStream:
    """The output of one upload-pack. Iterate it, then `close` it (as a WSGI server does) to end the process.

    `NotFound` without a repository, `Unavailable` if `MAX_CLONES` run already or git cannot be started.
    """

    def __init__(
        self,
        path: Path,
        options: tuple[str, ...],
        *,
        protocol: str | None = None,
        stdin: IO[bytes] | None = None,
        heading: bytes = b"",
    ) -> None:
        if not (path / "HEAD").is_file():
            raise NotFound(Reason.GIT_NO_SUCH_REPOSITORY)
        if not _slots.acquire(blocking=False):
            raise Unavailable(GitTooManyClones(MAX_CLONES))
        self._heading = heading
        self._ending = threading.Lock()
        self._ended = False
        try:
            self._process, self._errors = _start(path.absolute(), options, protocol, stdin)
        except OSError as error:
            _slots.release()
            raise Unavailable(Reason.GIT_CANNOT_START) from error
        self._clock = threading.Timer(MAX_SECONDS, self._end)
        self._clock.daemon = True
        self._clock.start()

    @property
    def pid(self) -> int:
        """The id of the process, and of its process group."""
        return self._process.pid

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        if self._heading:
            piece, self._heading = self._heading, b""
            return piece
        output = self._process.stdout
        if output is None or output.closed:
            raise StopIteration
        # read1 returns what is available: a client sees progress, and at most one piece is in memory.
        piece = output.read1(PIECE)  # type: ignore[attr-defined]
        if not piece:
            self._process.wait()
            self.close()
            raise StopIteration
        return bytes(piece)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End git and its child processes, and free the slot. Repeating it does nothing."""
        self._clock.cancel()
        self._end()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def _end(self) -> None:
        with self._ending:
            if self._ended:
                return
            self._ended = True
            if self._process.poll() is None:
                # The whole group, because upload-pack packs in a child process.
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            elif self._process.returncode:
                self._errors.seek(0)
                _log.warning(
                    "git upload-pack ended with %s: %r", self._process.returncode, self._errors.read(500)
                )
            _slots.release()


def _start(
    path: Path, options: tuple[str, ...], protocol: str | None, stdin: IO[bytes] | None
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """The process and the file for its error messages: a pipe that nobody reads could block it."""
    command = ["git", "upload-pack", "--strict", "--stateless-rpc", *options, str(path)]
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    try:
        process = subprocess.Popen(
            command,
            stdin=stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(path, protocol),
            start_new_session=True,
        )
    except OSError:
        errors.close()
        raise
    return process, errors


def _environment(path: Path, protocol: str | None) -> dict[str, str]:
    """The environment of git, independent of the variables and configuration of this server and its user."""
    config = {**_CONFIG, "safe.directory": str(path)}
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_CONFIG_COUNT": str(len(config)),
    }
    for number, (key, value) in enumerate(config.items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    if protocol:
        environment["GIT_PROTOCOL"] = protocol
    return environment
