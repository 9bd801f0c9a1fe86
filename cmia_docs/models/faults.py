"""Reason codes for a failing database: disk full, read-only or failing, locked, damaged, not reachable."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError

from cmia_docs.errors import Unavailable
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import DatabaseDamaged

_SQLITE: Mapping[str, Reason | type[DatabaseDamaged]] = {
    "database or disk is full": Reason.STORAGE_FULL,
    "attempt to write a readonly database": Reason.STORAGE_READ_ONLY,
    "disk I/O error": Reason.STORAGE_FAILING,
    "database is locked": Reason.DATABASE_BUSY,
    "database table is locked": Reason.DATABASE_BUSY,
    "database disk image is malformed": DatabaseDamaged,
    "file is not a database": DatabaseDamaged,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: Mapping[str, Reason | type[DatabaseDamaged]] = {
    "53100": Reason.STORAGE_FULL,
    "58030": Reason.STORAGE_FAILING,
    "25006": Reason.STORAGE_READ_ONLY,
    "55P03": Reason.DATABASE_BUSY,
    "40P01": Reason.DATABASE_BUSY,
    "XX001": DatabaseDamaged,
    "XX002": DatabaseDamaged,
}


def of_database(error: DBAPIError) -> Unavailable:
    """The refusal that says what is wrong with the database."""
    code = getattr(error.orig, "sqlstate", None) or ""
    kind = _POSTGRESQL.get(code) or _SQLITE.get(str(error.orig), Reason.DATABASE_UNAVAILABLE)
    return Unavailable(kind if isinstance(kind, Reason) else kind(words_of(error)))


def words_of(error: DBAPIError) -> str:
    """What the database said, without the statement and its values."""
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error).__name__
