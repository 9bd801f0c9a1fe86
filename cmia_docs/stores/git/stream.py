"""One `git upload-pack` process and its output in pieces: never more than allowed, never one left over."""

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

MAX_CLONES = 4
"""How many run at once in one server process; a further client is asked to come back."""
MAX_SECONDS = 30 * 60.0
"""After this a clone is ended, so that clients that stop reading cannot hold all places for ever."""
PIECE = 64 * 1024

_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(MAX_CLONES)

# Given to git by its environment, which also counts as the administrator's word on whose folder this is.
# One thread and a small window keep a clone of a large repository at tens of megabytes.
_CONFIG = {"core.hooksPath": "/dev/null", "pack.threads": "1", "pack.windowMemory": "32m"}


class GitStream:
    """The output of one upload-pack. Iterate it, then `close` it (a WSGI server does): the process ends then.

    `NotFound` without a repository, `Unavailable` when `MAX_CLONES` run already or git cannot be started.
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
            raise NotFound("git.no_such_repository")
        if not _places.acquire(blocking=False):
            raise Unavailable("git.too_many_clones", limit=MAX_CLONES)
        self._heading = heading
        self._ending = threading.Lock()
        self._ended = False
        try:
            self._process, self._said = _start(path.absolute(), options, protocol, stdin)
        except OSError as error:
            _places.release()
            raise Unavailable("git.cannot_start") from error
        self._clock = threading.Timer(MAX_SECONDS, self._end)
        self._clock.daemon = True
        self._clock.start()

    @property
    def pid(self) -> int:
        """The id of the process, which is also that of its process group."""
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
        # read1 gives what is there: a client sees progress, and no more than a piece is ever held.
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
        """End git and what it started, and free the place. Doing it again does nothing."""
        self._clock.cancel()
        self._end()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._said.close()

    def _end(self) -> None:
        with self._ending:
            if self._ended:
                return
            self._ended = True
            if self._process.poll() is None:
                # The group, because upload-pack leaves the packing to a process of its own.
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            elif self._process.returncode:
                self._said.seek(0)
                _log.warning(
                    "git upload-pack ended with %s: %r", self._process.returncode, self._said.read(500)
                )
            _places.release()


def _start(
    path: Path, options: tuple[str, ...], protocol: str | None, stdin: IO[bytes] | None
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """The process and the file that takes its complaints: a pipe that nobody reads could stop it."""
    command = ["git", "upload-pack", "--strict", "--stateless-rpc", *options, str(path)]
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    try:
        process = subprocess.Popen(
            command,
            stdin=stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=_environment(path, protocol),
            start_new_session=True,
        )
    except OSError:
        said.close()
        raise
    return process, said


def _environment(path: Path, protocol: str | None) -> dict[str, str]:
    """All that git hears of its surroundings: nothing that this server or its user has set."""
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
