"""What the server writes down: one JSON object a line, for machines; plain lines on a terminal.

Never in it: words of drafts, secrets, addresses of pages (they hold searches and invitations) and of people.
Of an error it has the kind, the place and the reason code, not the message: that may quote what was typed.
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
"""Of the request that this thread answers."""
_QUERY = re.compile(r"\?\S+")
_PATH = re.compile(r"(?<=\b(?:GET|PUT)\s)/\S*|(?<=\b(?:POST|HEAD)\s)/\S*|(?<=/join/)\S+")
_MAIL = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
_MOST_FRAMES = 12
_JOURNAL = Path("/run/systemd/journal/stdout")
"""Where a unit's standard error goes (systemd-journald.service(8))."""
_PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}
CHATTY = ("pymorphy3", "alembic", "git")
"""Packages that talk at every start, whenever the version of the database is asked for, or with git."""


def plain(message: str) -> str:
    """A message without addresses of pages and of people, on one line."""
    for pattern in (_PATH, _QUERY, _MAIL):
        message = pattern.sub("…", message)
    return " ".join(message.split())


class JsonLines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """`at`, `level`, `logger`, `message`, `request_id` where there is one, and a record's `fields`."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": plain(record.getMessage()),
        }
        if request_id := REQUEST_ID.get():
            said["request_id"] = request_id
        said |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            said["error"] = described(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


class PlainLines(JsonLines):
    """The same for people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """`12:30:05 warning message  name=value ...`."""
        said = json.loads(super().format(record))
        first = f"{said.pop('at')[11:19]} {said.pop('level')} {said.pop('message')}"
        said.pop("logger")
        return "  ".join([first, *(f"{name}={value}" for name, value in said.items())])


class JournalLines(JsonLines):
    """The same for systemd's journal, which would take every line for an ordinary one (sd-daemon(3))."""

    def format(self, record: logging.LogRecord) -> str:
        """`<4>{...}`: so that `journalctl -p warning` finds it. The journal keeps the object alone."""
        return f"<{_PRIORITIES.get(record.levelname.lower(), 6)}>{super().format(record)}"


def described(error: BaseException) -> dict[str, Any]:
    """An error without its message: kind, reason code or the system's own words, and where it happened."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    said: dict[str, Any] = {
        "kind": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, Refused):
        said["reason"] = error.code
    elif isinstance(error, OSError) and error.strerror:
        said["reason"] = error.strerror
    if error.__cause__ is not None:
        said["cause"] = described(error.__cause__)
    return said


def start_logs(level: str, form: str) -> None:
    """Send all that is logged in this process to its standard error; `form` is json, text or auto.

    The first line says which version of the product it is.
    """
    text = form == "TEXT" or (form == "AUTO" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    objects = JournalLines if goes_to_journal(sys.stderr.fileno()) else JsonLines
    handler.setFormatter(PlainLines() if text else objects())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    log.info("CMIA Docs starts", extra={"fields": {"version": VERSION}})


def goes_to_journal(handle: int, journal: Path = _JOURNAL) -> bool:
    """Whether an open file is a unit's line to systemd's journal."""
    if stat.S_ISSOCK(os.fstat(handle).st_mode):
        with suppress(OSError), socket.socket(fileno=os.dup(handle)) as line:
            return bool(line.getpeername() == str(journal))
    return False


class ServerLog(Logger):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn's own lines go the same way as ours."""

    def setup(self, cfg: Any) -> None:
        """No handlers of its own."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers[:] = []
            log.propagate = True
        # Starting, stopping and signals are for whoever looks closely.
        self.error_log.setLevel(max(self.loglevel, logging.WARNING))
