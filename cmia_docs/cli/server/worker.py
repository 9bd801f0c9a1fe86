"""The server's worker: slow clients cannot block its threads or its main loop.

Gunicorn's own worker waits endlessly for a request that comes byte by byte, and closes connections in its
loop, two seconds for each client that does not close its own end: some twenty such clients block all others.
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
"""A request must be complete after this, plus a second for each `SLOWEST` bytes of it."""
SLOWEST = 2_000
TAKE_SECONDS = 60.0
"""A client must receive each piece of a response, 64 KB of a clone, within this time."""
LINGER_SECONDS = 0.5
"""How long data is still read before closing, so that the client sees the response, not a reset."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class PatientSocket(socket.socket):
    """A client's connection with limits on its slowness."""

    _until = 0.0

    def start_waiting(self) -> None:
        """Start the time limit for the next request."""
        self._until = time.monotonic() + BEGIN_SECONDS

    def setblocking(self, flag: bool, /) -> None:
        """As in the base class, but does nothing if the socket is closed.

        Gunicorn's loop calls this before it closes a connection that the worker's thread has closed already;
        an error then made the loop count the connection twice, and a stop did not wait for a save.
        """
        if self.fileno() >= 0:
            super().setblocking(flag)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """As in the base class, but resets the connection if the whole request takes too long."""
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
        """As in the base class, but resets the connection if the client does not receive it."""
        self.settimeout(TAKE_SECONDS)
        try:
            super().sendall(content, flags)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self.settimeout(None)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """As in the base class, but resets the connection if the client does not receive it."""
        self.settimeout(TAKE_SECONDS)
        try:
            return super().sendfile(file, offset, count)
        except TimeoutError:
            raise _too_slow() from None
        finally:
            self.settimeout(None)


class TolerantRequest(Request):  # type: ignore[misc] # gunicorn has no types
    """A request whose address may contain unencoded characters of any alphabet.

    They are percent-encoded here, as RFC 3986, 2.1 requires: command line tools send
    `/search?q=положение` as it was typed, which gunicorn would refuse.
    """

    def parse_request_line(self, line_bytes: bytes) -> None:
        """Read the first line."""
        super().parse_request_line(_BEYOND_ASCII.sub(lambda match: b"%%%02X" % match[0][0], line_bytes))


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn's threads on patient sockets; each thread closes its own connections."""

    def init_process(self) -> None:
        """Start to serve."""
        RequestParser.mesg_class = TolerantRequest
        super().init_process()

    def set_accept_enabled(self, enabled: bool) -> None:
        """As in the base class; at a stop, connections that are waiting are served, and no more are accepted.

        Gunicorn keeps the socket open without accepting until all is done, and then resets waiting clients:
        after up to half a minute, if one of the last requests takes that long.
        """
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for listener in self.sockets:
            listener.setblocking(False)
            with contextlib.suppress(OSError):  # no more connections are waiting
                while True:
                    self._serve(listener, *listener.accept())
            listener.close()

    def _serve(self, listener: Any, client: socket.socket, address: Any) -> None:
        self.nr_conns += 1
        client.setblocking(True)
        self.enqueue_req(TConn(self.cfg, client, address, listener.getsockname()))

    def handle(self, conn: Any) -> Any:
        """Handle one request of a connection; returns whether the connection stays open."""
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        conn.sock.start_waiting()
        stays_open = super().handle(conn)
        if not stays_open:
            conn.sock.start_waiting()
            util.close_graceful(conn.sock, timeout=LINGER_SECONDS)
        return stays_open


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client is too slow")
