"""The server's log: one JSON object per line, for machines; plain lines on a terminal.

It never contains words of drafts, secrets, addresses of pages (with searches and invitations) and of people.
An error is logged with its class, traceback and reason code, without its message, which may quote user input.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import stat
import sys
import traceback
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from cmia_docs.errors import Refused
from cmia_docs.version import VERSION

log = logging.getLogger(__name__)
REQUESTS = "cmia_docs.requests"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this thread answers."""
_QUERY = re.compile(r"\?\S+")
_PATH = re.compile(r"(?<=\b(?:GET|PUT)\s)/\S*|(?<=\b(?:POST|HEAD)\s)/\S*|(?<=/join/)\S+")
_MAIL = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
_MOST_FRAMES = 12
_JOURNAL = Path("/run/systemd/journal/stdout")
"""The socket for the standard error of a unit (systemd-journald.service(8))."""
_PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}
VERBOSE = ("pymorphy3", "alembic", "git")
"""Packages that log at every start, at every check of the database's version, or at every use of git."""


def plain(message: str) -> str:
    """A message on one line, without addresses of pages and people."""
    for pattern in (_PATH, _QUERY, _MAIL):
        message = pattern.sub("…", message)
    return " ".join(message.split())


class JsonLines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """`at`, `level`, `logger`, `message`, `request_id` if there is one, and the record's `fields`."""
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": plain(record.getMessage()),
        }
        if request_id := REQUEST_ID.get():
            entry["request_id"] = request_id
        entry |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = described(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


class PlainLines(JsonLines):
    """The same for people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """`12:30:05 warning message  name=value ...`."""
        entry = json.loads(super().format(record))
        first = f"{entry.pop('at')[11:19]} {entry.pop('level')} {entry.pop('message')}"
        entry.pop("logger")
        return "  ".join([first, *(f"{name}={value}" for name, value in entry.items())])


class JournalLines(JsonLines):
    """The same for systemd's journal, with a priority before each line (sd-daemon(3))."""

    def format(self, record: logging.LogRecord) -> str:
        """`<4>{...}`, so that `journalctl -p warning` shows it. The journal stores only the object."""
        return f"<{_PRIORITIES.get(record.levelname.lower(), 6)}>{super().format(record)}"


def described(error: BaseException) -> dict[str, Any]:
    """An error without its message: class, reason code or the system's text, and traceback."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    fields: dict[str, Any] = {
        "kind": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, Refused):
        fields["reason"] = error.code
    elif isinstance(error, OSError) and error.strerror:
        fields["reason"] = error.strerror
    if error.__cause__ is not None:
        fields["cause"] = described(error.__cause__)
    return fields


def start_logs(level: str, form: str) -> None:
    """Log everything in this process to its standard error; `form` is JSON, TEXT or AUTO.

    The first line contains the version of the product.
    """
    text = form == "TEXT" or (form == "AUTO" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    objects = JournalLines if goes_to_journal(sys.stderr.fileno()) else JsonLines
    handler.setFormatter(PlainLines() if text else objects())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for package in VERBOSE:
        logging.getLogger(package).setLevel(logging.WARNING)
    log.info("CMIA Docs starts", extra={"fields": {"version": VERSION}})


def goes_to_journal(handle: int, journal: Path = _JOURNAL) -> bool:
    """Whether an open file is connected to systemd's journal."""
    if stat.S_ISSOCK(os.fstat(handle).st_mode):
        with suppress(OSError), socket.socket(fileno=os.dup(handle)) as line:
            return bool(line.getpeername() == str(journal))
    return False


class ServerLog(Logger):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn's messages go to the same log."""

    def setup(self, cfg: Any) -> None:
        """Remove gunicorn's own handlers."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers[:] = []
            log.propagate = True
        # Starts, stops and signals are logged only as warnings and above.
        self.error_log.setLevel(max(self.loglevel, logging.WARNING))
