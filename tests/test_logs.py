"""The log: one JSON object a line, without words of drafts, secrets, or addresses."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask

from cmia_docs.errors import Unavailable
from cmia_docs.logs import JournalLines, JsonLines, PlainLines, goes_to_journal, plain
from cmia_docs.reasons.git import GitCannotWrite
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.shared.access import requires
from tests.factories.product import Product


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the server logs at its usual level."""
    log, out = logging.getLogger("cmia_docs"), StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield out
    log.removeHandler(handler)
    log.setLevel(logging.NOTSET)


def lines(written: StringIO) -> list[dict[str, Any]]:
    """What was written, a line an object."""
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        ("Error handling request GET /search?q=тайна", "Error handling request GET …"),
        ("letter 3 was not taken: {'to': 'somebody@example.org'}", "letter 3 was not taken: {'to': '…'}"),
        ("two\nlines\r\nof it", "two lines of it"),
        ("opened /join/abcdef", "opened /join/…"),
    ],
)
def test_addresses_are_left_out(message: str, logged: str) -> None:
    assert plain(message) == logged


def test_a_request_is_a_line(product: Product, written: StringIO) -> None:
    document_id = product.draft()
    client = product.client("drafter")
    answer = client.get(f"/documents/{document_id}?remark=secret-words")
    client.get("/search?q=тайна")
    client.get("/healthz")
    first, second = (line for line in lines(written) if line["message"] == "request")
    assert first["request_id"] == answer.headers["X-Request-Id"]
    assert first.pop("ms") >= 0
    values = {name: first[name] for name in ("level", "method", "route", "status", "document")}
    assert values == {
        "level": "info",
        "method": "GET",
        "route": "/documents/<int:document_id>",
        "status": 200,
        "document": document_id,
    }
    assert second["route"] == "/search"
    assert [word for word in ("тайна", "secret-words") if word in written.getvalue()] == []


def test_an_error_is_logged_without_its_message(app: Flask, written: StringIO) -> None:
    def fail() -> None:
        try:
            raise Unavailable(GitCannotWrite("the text of a draft"))
        except Unavailable as error:
            raise ValueError("the text of a draft") from error

    app.add_url_rule("/fail", "fail", requires(Permission.PUBLIC)(cast(Any, fail)))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert app.test_client().get("/fail").status_code == 500
    failed = next(line for line in lines(written) if "error" in line)
    assert failed["error"]["kind"] == "ValueError"
    assert failed["error"]["cause"]["reason"] == "git.cannot_write"
    assert failed["error"]["where"][-1].endswith(" fail")
    assert "draft" not in json.dumps(failed)


def test_on_a_terminal_it_reads_well() -> None:
    record = logging.makeLogRecord(
        {"msg": "request", "levelname": "INFO", "fields": {"route": "/search", "ms": 12.5}}
    )
    line = PlainLines().format(record)
    assert line[8:] == " info request  route=/search  ms=12.5"


@pytest.mark.parametrize(("level", "priority"), [("INFO", 6), ("WARNING", 4), ("ERROR", 3)])
def test_the_journal_learns_how_bad_it_is(level: str, priority: int) -> None:
    record = logging.makeLogRecord({"msg": "said", "levelname": level})
    line = JournalLines().format(record)
    assert line[:3] == f"<{priority}>"
    assert json.loads(line[3:])["message"] == "said"


def test_only_what_leads_to_the_journal_is_written_for_it(tmp_path: Path) -> None:
    journal, other = tmp_path / "journal", tmp_path / "other"
    for address in (journal, other):
        with socket.socket(socket.AF_UNIX) as there, socket.socket(socket.AF_UNIX) as here:
            there.bind(str(address))
            there.listen()
            here.connect(str(address))
            assert goes_to_journal(here.fileno(), journal) is (address == journal)
            assert here.fileno() >= 0
    with journal.with_name("file").open("w") as file:
        assert not goes_to_journal(file.fileno(), journal)
