"""A server that is told to stop finishes what was begun; its log is for machines."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
import urllib.request
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import select

from cmia_docs import utc_now
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Revision
from cmia_docs.version import VERSION
from cmia_docs.web.shared.context import SIGN_IN_COOKIE
from tests.cli.commands import finished, free_port, start, until
from tests.cli.server.test_serve import wait_for
from tests.factories.product import Product
from tests.web.editor.editing import fields_of


def test_a_save_under_way_is_finished(product: Product) -> None:
    document_id, port = product.draft(), free_port()
    product.clock.now = utc_now()
    signed_in = product.client("drafter").get_cookie(SIGN_IN_COOKIE)
    assert signed_in is not None
    process = start(product.installation.settings.data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    address = f"http://127.0.0.1:{port}/documents/{document_id}/edit"
    cookies = f"{SIGN_IN_COOKIE}={signed_in.value}"
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookies})) as answer:
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie"):
            cookies += f"; {cookie.partition(';')[0]}"
    typed = {"op": "save", "text.ru.c1": "Набрано вовремя.", "message": "Перед остановкой"}
    body = urlencode(fields_of(page) | typed).encode()
    head = (
        f"POST /documents/{document_id}/edit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(head + body[: len(body) // 2])
        time.sleep(0.5)
        process.terminate()
        time.sleep(1)
        client.sendall(body[len(body) // 2 :])
        got = client.recv(12)
    result = finished(process)
    assert (got, result.code) == (b"HTTP/1.1 302", 0), result.err.splitlines()
    assert product.revision(document_id).message == "Перед остановкой"
    assert verify(product.services) == []


class Writer(threading.Thread):
    """Saves one revision after the other as a browser does, and remembers the answer to each.

    It asks for a page, types, and saves; a 0 stands for a save that got no answer at all.
    """

    def __init__(self, port: int, document_id: int, cookies: str) -> None:
        super().__init__(daemon=True)
        self._port, self._path, self._cookies = port, f"/documents/{document_id}/edit", cookies
        self._name = document_id
        self.answers: dict[str, int] = {}
        self.let_in = True

    def run(self) -> None:
        """Until nobody is let in any more."""
        with suppress(OSError, HTTPException):
            while True:
                self._save(f"{self._name}/{len(self.answers)}")
        self.let_in = False

    def _save(self, message: str) -> None:
        page, cookies = self._ask("GET", self._cookies, "")
        typed = {"op": "save", "text.ru.c1": f"Набрано: {message}.", "message": message}
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.connect()  # from here on it has come
        self.answers[message] = 0
        self.answers[message] = self._send(connection, "POST", cookies, urlencode(fields_of(page) | typed))

    def _ask(self, method: str, cookies: str, body: str) -> tuple[str, str]:
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            connection.request(method, self._path, body, {"Cookie": cookies})
            answer = connection.getresponse()
            given = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or []]
            return answer.read().decode(), "; ".join([cookies, *given])

    def _send(self, connection: HTTPConnection, method: str, cookies: str, body: str) -> int:
        with closing(connection):
            kind = "application/x-www-form-urlencoded"
            connection.request(method, self._path, body, {"Cookie": cookies, "Content-Type": kind})
            return connection.getresponse().status


def test_of_many_saves_under_way_all_are_answered_and_none_is_lost(product: Product) -> None:
    drafts, port = [product.draft() for _ in range(20)], free_port()
    product.clock.now = utc_now()
    signed_in = product.client("drafter").get_cookie(SIGN_IN_COOKIE)
    assert signed_in is not None
    process = start(product.installation.settings.data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    writers = [Writer(port, document_id, f"{SIGN_IN_COOKIE}={signed_in.value}") for document_id in drafts]
    for writer in writers:
        writer.start()
    until(lambda: all(len(writer.answers) > 1 for writer in writers))
    process.terminate()
    result = finished(process)
    for writer in writers:
        writer.join(timeout=60)

    assert result.code == 0, result.err.splitlines()
    assert [writer.let_in for writer in writers] == [False] * len(writers)
    answers = {message: status for writer in writers for message, status in writer.answers.items()}
    saved = sorted(message for message, status in answers.items() if status == 302)
    # A connection between the last accept and the closing of the socket is refused; its save is not made.
    assert (set(answers.values()) <= {302, 0}, len(answers) - len(saved) <= 1) == (True, True)
    with product.services.readers() as db:
        stored = db.scalars(select(Revision.message).where(Revision.message.in_(answers))).all()
    assert sorted(stored) == saved
    assert verify(product.services) == []


def has_pending(process: int, number: signal.Signals) -> bool:
    """Whether a signal waits for a process (proc(5), ShdPnd)."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    [waiting] = [line.split()[1] for line in status.splitlines() if line.startswith("ShdPnd:")]
    return bool(int(waiting, 16) & 1 << (number - 1))


def is_refused(port: int) -> bool:
    """Whether nobody is let in any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=30).close()
    except ConnectionRefusedError:
        return True
    return False


def test_who_had_come_is_answered_and_nobody_comes_later(data: Path) -> None:
    port = free_port()
    process = start(data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    worker = int(children[0])
    os.kill(worker, signal.SIGSTOP)
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(5)]
    for client in waiting[:4]:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: docs\r\nConnection: close\r\n\r\n")
    waiting[4].sendall(b"GET /healthz HTTP/1.1\r\n")
    process.terminate()
    # The signal is pending while the worker is stopped: none of these connections was accepted before.
    until(lambda: has_pending(worker, signal.SIGTERM))
    os.kill(worker, signal.SIGCONT)

    assert [client.recv(12) for client in waiting[:4]] == [b"HTTP/1.1 200"] * 4
    # One is still being read; the next one does not wait for nothing.
    until(lambda: is_refused(port))
    waiting[4].sendall(b"Host: docs\r\nConnection: close\r\n\r\n")
    assert waiting[4].recv(12) == b"HTTP/1.1 200"
    for client in waiting:
        client.close()
    assert finished(process).code == 0


def test_its_log_is_an_object_a_line(product: Product) -> None:
    port = free_port()
    process = start(product.installation.settings.data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30).close()
    urllib.request.urlopen(f"http://127.0.0.1:{port}/search?q=secret-words", timeout=30).close()
    process.terminate()
    result = finished(process)
    lines = [json.loads(line) for line in result.err.splitlines()]
    assert [(line["message"], line.get("version")) for line in lines[:1]] == [("CMIA Docs starts", VERSION)]
    assert [(line["message"], line["route"], line["status"]) for line in lines[1:]] == [
        ("request", "/search", 200)
    ]
    assert "secret-words" not in result.err
