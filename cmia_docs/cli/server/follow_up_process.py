"""The follow-up in a process of its own, beside the server.

Indexing a long text takes a third of a second of CPU time. In the server's process all requests would
wait for it; in another process, on another core, none does. Like the worker, it is forked from the
server's parent process, which has loaded everything and runs no threads. So the follow-up starts
immediately and shares its memory.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from gunicorn.arbiter import Arbiter

from cmia_docs.actions.follow_up.worker import FollowUp

log = logging.getLogger(__name__)
NAME = "cmia-follow-up"
"""Its name in `ps` and `top`, on systems where a process can set it."""
_SHORTEST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 4.0
_SOON_SECONDS = 30.0
"""If it ends sooner than this after its start, the pause before the next start grows."""
_REAP_SECONDS = 0.05
_NICENESS = 5
"""Its lower priority, where both share one core (nice(2))."""


class Listener(Protocol):
    """A socket of the server."""

    def close(self) -> None: ...


class FollowUpProcess:
    """Keeps one follow-up process running as long as the server, and notifies it of new events.

    All methods except `notify` are called in the server's parent process. `prepare` is called
    before each fork; `release` in the forked process: it releases what only the server may hold.
    """

    def __init__(
        self, follow_up: FollowUp, *, prepare: Callable[[], None], release: Callable[[], None]
    ) -> None:
        self._follow_up = follow_up
        self._prepare = prepare
        self._release = release
        self._server, self._child_socket = socket.socketpair()
        self._pid: int | None = None
        self._started = self._not_before = 0.0
        self._pause = 0.0
        self._ending = False

    def fork(self, listeners: Iterable[Listener] = ()) -> None:
        """Start it unless it runs: at once, or after a growing pause if it ended soon after its start.

        It closes the sockets that the server listens on, so that it holds no port after the server's end.
        """
        if self._pid is not None or self._ending or time.monotonic() < self._not_before:
            return
        self._prepare()
        self._started = time.monotonic()
        try:
            self._pid = os.fork()
        except OSError as error:  # no memory, no processes left
            self._note_end(str(error.strerror))
            return
        if self._pid == 0:
            self._run_in_child(listeners)

    def reap(self) -> None:
        """Wait for its end; called before gunicorn waits for any child process."""
        if self._pid is None:
            return
        how = "unknown"
        try:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
        except ChildProcessError:  # it ended since the last call, and gunicorn has waited for it
            pid = self._pid
        else:
            how = str(os.waitstatus_to_exitcode(status))
        if pid:
            self._pid = None
            self._note_end(how)

    def stop(self, patience: float) -> None:
        """After the worker's end: it processes the remaining events, and ends.

        After `patience` seconds this no longer waits for it; it ends by itself.
        """
        self._ending = True
        self._server.close()
        deadline = time.monotonic() + patience
        while self._pid is not None and time.monotonic() < deadline:
            time.sleep(_REAP_SECONDS)
            self.reap()
        self._child_socket.close()

    def notify(self) -> None:
        """In the worker: from now on notify the follow-up of new events."""
        threading.Thread(target=self._notify, name="notify-follow-up", daemon=True).start()

    def _notify(self) -> None:
        while True:
            self._follow_up.news.wait()
            self._follow_up.news.clear()
            # The socket may be full or closed: a follow-up that starts later processes all events anyway.
            with contextlib.suppress(OSError):
                self._server.send(b"\n", socket.MSG_DONTWAIT)

    def _note_end(self, how: str) -> None:
        now = time.monotonic()
        soon = now - self._started < _SOON_SECONDS
        longer = min(max(2 * self._pause, _SHORTEST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)
        self._pause = longer if soon else 0
        self._not_before = now + self._pause
        if not self._ending:
            log.error("the follow-up ended by itself (%s); it is started again", how)

    def _run_in_child(self, listeners: Iterable[Listener]) -> None:
        """The forked process. It ends with the server, and by no signal except SIGKILL."""
        try:
            _ignore_signals()
            self._release()
            self._server.close()
            for listener in listeners:
                listener.close()
            _lower_priority()
            self._follow_up.start()
            while self._child_socket.recv(4096):
                self._follow_up.news.set()
            self._follow_up.stop()
        except BaseException:
            log.exception("the follow-up failed")
            os._exit(1)
        os._exit(0)  # without the exit handlers of its parent


def _ignore_signals() -> None:
    """Ctrl-C and the signals of a service manager go to all processes; this one ends with the server."""
    for number in Arbiter.SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _lower_priority() -> None:
    with contextlib.suppress(OSError):  # not on every system
        Path("/proc/self/comm").write_text(NAME)
    with contextlib.suppress(PermissionError):  # the unit in deploy/ does not allow it
        os.nice(_NICENESS)
