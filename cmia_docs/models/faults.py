"""Reason codes for a failing database: disk full, read-only or failing, locked, damaged, not reachable."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from cmia_docs.errors import Unavailable

_SQLITE = {
    "database or disk is full": "storage.full",
    "attempt to write a readonly database": "storage.read_only",
    "disk I/O error": "storage.failing",
    "database is locked": "database.busy",
    "database table is locked": "database.busy",
    "database disk image is malformed": "database.damaged",
    "file is not a database": "database.damaged",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "53100": "storage.full",
    "58030": "storage.failing",
    "25006": "storage.read_only",
    "55P03": "database.busy",
    "40P01": "database.busy",
    "XX001": "database.damaged",
    "XX002": "database.damaged",
}


def of_database(error: DBAPIError) -> Unavailable:
    """The refusal that says what is wrong with the database."""
    code = getattr(error.orig, "sqlstate", None) or ""
    return Unavailable(_POSTGRESQL.get(code) or _SQLITE.get(str(error.orig), "database.unavailable"))
