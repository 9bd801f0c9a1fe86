"""The server's worker: no client keeps its threads, or the loop that hands out work, by being slow.

Gunicorn's own waits without end for a request that comes byte by byte, and closes connections in its loop,
two seconds for each client that does not close its own end: some twenty such clients shut out all others.
"""

from __future__ import annotations

import contextlib
import errno
import re
import socket
import time
from typing import Any

from gunicorn import util
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

BEGIN_SECONDS = 20.0
"""A request has to be whole after this, and a second for each `SLOWEST` bytes of it."""
SLOWEST = 2_000
TAKE_SECONDS = 60.0
"""A client has to take each piece of an answer, 64 KB of a clone, in this time."""
LINGER_SECONDS = 0.5
"""How long what a client still sends is taken, so that it sees the answer rather than a broken connection."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class PatientSocket(socket.socket):
    """A client's connection, patient within bounds."""

    _until = 0.0

    def begin(self) -> None:
        """From now on a request is awaited."""
        self._until = time.monotonic() + BEGIN_SECONDS

    def setblocking(self, flag: bool, /) -> None:
        """As always, but nothing for one that is closed.

        Gunicorn's loop does this before it closes a connection, which the worker's thread has closed already;
        an error then made the loop count the connection off twice, and a stop did not wait for a save.
        """
        if self.fileno() >= 0:
            super().setblocking(flag)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """As always, but reset where the request takes too long altogether."""
        left, before = self._until - time.monotonic(), self.gettimeout()
        if left <= 0:
            raise _too_slow()
        self.settimeout(left if before is None else min(left, before))
        try:
            content = super().recv(size, flags)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self.settimeout(before)
        self._until += len(content) / SLOWEST
        return content

    def sendall(self, content: Any, flags: int = 0, /) -> None:
        """As always, but reset where the client does not take it."""
        self.settimeout(TAKE_SECONDS)
        try:
            super().sendall(content, flags)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self.settimeout(None)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """As always, but reset where the client does not take it."""
        self.settimeout(TAKE_SECONDS)
        try:
            return super().sendfile(file, offset, count)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self.settimeout(None)


class TolerantRequest(Request):  # type: ignore[misc] # gunicorn has no types
    """A request whose address may have letters of any alphabet as they are.

    They belong percent-encoded there (RFC 3986, 2.1), which is what is made of them: command line tools send
    `/search?q=положение` as it was typed, and gunicorn would refuse it.
    """

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Read the first line."""
        super().parse_request_line(_BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line_bytes))


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Threads as gunicorn has them, on patient sockets; connections are closed in the thread they were in."""

    def init_process(self) -> None:
        """Begin to serve."""
        RequestParser.mesg_class = TolerantRequest
        super().init_process()

    def set_accept_enabled(self, enabled: bool) -> None:
        """As always; who had come when the server was told to stop is served, and nobody comes later.

        Gunicorn leaves the door open without looking at it until all is done, and resets who came meanwhile:
        after half a minute of waiting, where one of the last requests took that long.
        """
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            listener.setblocking(False)
            with contextlib.suppress(OSError):  # nobody waits any more
                while True:
                    self._serve(listener, *listener.accept())
            listener.close()

    def _serve(self, listener: Any, client: socket.socket, address: Any) -> None:
        self.nr_conns += 1
        client.setblocking(True)
        self.enqueue_req(TConn(self.cfg, client, address, listener.getsockname()))

    def handle(self, conn: Any) -> Any:
        """One request of a connection; what it returns says whether the connection is kept."""
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        conn.sock.begin()
        kept = super().handle(conn)
        if not kept:
            conn.sock.begin()
            util.close_graceful(conn.sock, timeout=LINGER_SECONDS)
        return kept


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client is too slow")
