"""The follow-up beside the server, in a process of its own.

Indexing a long text takes a third of a second of pure computing. In the server's process every page would
wait for it in turns; beside it, on another core, nobody does. It is forked, as the worker is, from the
process that looks after both: that one has loaded everything and runs no threads, so the follow-up is there
at once and shares its memory.
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
"""What `ps` and `top` call it, where the system lets a process say so."""
_SHORTEST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 4.0
_SOON_SECONDS = 30.0
"""One that ends sooner than this after its start is started again after ever longer pauses."""
_REAP_SECONDS = 0.05
_LATER = 5
"""How much it stands back (nice) where there is one core for both."""


class Listener(Protocol):
    """A socket of the server."""

    def close(self) -> None: ...


class FollowUpProcess:
    """Keeps one follow-up alive as long as the server is, and passes the news of acts on to it.

    Every method but `pass_on` is for the process that looks after the server's worker. `prepare` is called
    before each fork; `let_go` in what was forked: it gives up what only the server may hold.
    """

    def __init__(
        self, follow_up: FollowUp, *, prepare: Callable[[], None], let_go: Callable[[], None]
    ) -> None:
        self._follow_up = follow_up
        self._prepare = prepare
        self._let_go = let_go
        self._server, self._child_socket = socket.socketpair()
        self._pid: int | None = None
        self._begun = self._not_before = 0.0
        self._pause = 0.0
        self._ending = False

    def fork(self, listeners: Iterable[Listener] = ()) -> None:
        """Start it where it does not run: at once, or later and later where it has ended soon.

        It closes what the server listens on, so that it keeps no port when the server has ended.
        """
        if self._pid is not None or self._ending or time.monotonic() < self._not_before:
            return
        self._prepare()
        self._begun = time.monotonic()
        try:
            self._pid = os.fork()
        except OSError as error:  # no memory, no processes left
            self._note_end(str(error.strerror))
            return
        if self._pid == 0:
            self._run_in_child(listeners)

    def reap(self) -> None:
        """Notice its end; before anybody else waits for whatever child."""
        if self._pid is None:
            return
        how = "unknown"
        try:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
        except ChildProcessError:  # it ended just after the last look, and gunicorn's own has taken it
            pid = self._pid
        else:
            how = str(os.waitstatus_to_exitcode(status))
        if pid:
            self._pid = None
            self._note_end(how)

    def stop(self, patience: float) -> None:
        """When the worker has ended: it carries on what the last acts began, and ends.

        After `patience` seconds it is left alone; it ends by itself.
        """
        self._ending = True
        self._server.close()
        deadline = time.monotonic() + patience
        while self._pid is not None and time.monotonic() < deadline:
            time.sleep(_REAP_SECONDS)
            self.reap()
        self._child_socket.close()

    def notify(self) -> None:
        """In the worker: from now on tell the follow-up of each act."""
        threading.Thread(target=self._notify, name="companion", daemon=True).start()

    def _notify(self) -> None:
        while True:
            self._follow_up.news.wait()
            self._follow_up.news.clear()
            # Full where nobody has listened for long, closed at the end: who comes looks at everything first.
            with contextlib.suppress(OSError):
                self._server.send(b"\n", socket.MSG_DONTWAIT)

    def _note_end(self, how: str) -> None:
        now = time.monotonic()
        soon = now - self._begun < _SOON_SECONDS
        longer = min(max(2 * self._pause, _SHORTEST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)
        self._pause = longer if soon else 0
        self._not_before = now + self._pause
        if not self._ending:
            log.error("the follow-up ended by itself (%s); it is started again", how)

    def _run_in_child(self, listeners: Iterable[Listener]) -> None:
        """The life of the process that was forked. It ends with the server, and by no signal but the last."""
        try:
            _ignore_signals()
            self._let_go()
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
        os._exit(0)  # without what its parent has to do at its own end


def _ignore_signals() -> None:
    """Ctrl-C and a service manager's signals go to all; it is the server's end that ends it."""
    for number in Arbiter.SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _lower_priority() -> None:
    with contextlib.suppress(OSError):  # not on every system
        Path("/proc/self/comm").write_text(NAME)
    with contextlib.suppress(PermissionError):  # the unit of deploy/ lets no process change its rank
        os.nice(_LATER)
