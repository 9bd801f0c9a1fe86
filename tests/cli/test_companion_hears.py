"""What the follow-up and the server beside it tell each other."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cmia_docs.cli.companion import listen


@contextmanager
def server_beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The server's end of what is the standard input here."""
    server, here = socket.socketpair()
    with server, here, here.makefile() as standard_input:
        monkeypatch.setattr(sys, "stdin", standard_input)
        yield server


def heard() -> tuple[bool, bool]:
    """Of news, and of the server's end."""
    wake, ended = threading.Event(), threading.Event()
    listen(wake, ended)
    return wake.is_set(), ended.is_set()


def test_where_no_process_may_stand_back_it_hears_of_news_and_of_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_by: int) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "nice", refused)
    with server_beside(monkeypatch) as server:
        server.send(b"\n")
        server.shutdown(socket.SHUT_WR)
        assert heard() == (True, True)
        assert server.recv(10) == b"+"


def test_where_the_server_is_killed_before_it_has_heard_anything_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with server_beside(monkeypatch) as server:
        server.close()
        assert heard() == (False, True)
