"""A server killed in the midst of saves: what it has confirmed is there, and the next start does the rest."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from sqlalchemy import select

from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Revision
from tests.cli.commands import finished, free_port, start
from tests.cli.server.test_serve import wait_for
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product

_SAVES = 6
"""Confirmed saves, of all writers together, after which the server is killed."""


class Browser:
    """One that is signed in."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("/sign-in", email=CAST["secretary"][1], password=PASSWORD)

    def read(self, path: str, content: bytes | None = None) -> str:
        """The page."""
        with self._opener.open(self._root + path, content, timeout=30) as answer:
            page: str = answer.read().decode()
        return page

    def send(self, path: str, **fields: str) -> str:
        """The form of a page, with what the page itself puts into it, and these fields."""
        page = self.read(path)
        hidden = {name: _value(page, name) for name in ("csrf_token", "base", "version")}
        return self.read(path, urlencode(hidden | fields).encode())


def _value(page: str, name: str) -> str:
    match = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    return match[1] if match else ""


def test_no_confirmed_save_is_lost(product: Product) -> None:
    documents = [product.draft(), product.draft()]
    product.follow_up()
    data, port = product.installation.settings.data, free_port()
    server = start(data, "serve", before=("setsid",), CMIA_PORT=str(port))
    wait_for(server, port)
    confirmed: list[str] = []
    enough = threading.Event()

    def write(document_id: int) -> None:
        with contextlib.suppress(OSError, HTTPException):
            browser, number = Browser(port), 0
            while True:
                number += 1
                word = f"word-{document_id}-{number}"
                fields = {"op": "save", "message": word, "text.ru.c1": word}
                browser.send(f"/documents/{document_id}/edit", **fields)
                if word in browser.read(f"/documents/{document_id}/history"):
                    confirmed.append(word)
                if len(confirmed) >= _SAVES:
                    enough.set()

    writers = [threading.Thread(target=write, args=(document_id,)) for document_id in documents]
    for writer in writers:
        writer.start()
    came_far = enough.wait(60)
    os.killpg(server.pid, signal.SIGKILL)
    for writer in writers:
        writer.join()
    finished(server)

    assert came_far
    product.follow_up()
    with product.services.readers() as db:
        stored = set(db.scalars(select(Revision.message)))
    assert set(confirmed) - stored == set()
    assert verify(product.services) == []
