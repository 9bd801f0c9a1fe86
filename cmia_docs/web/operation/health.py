"""For monitoring: does the process answer, and can people work with it?"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request
from sqlalchemy.exc import SQLAlchemyError

from cmia_docs.actions.follow_up.worker import last_failure
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import Schema, schema_of
from cmia_docs.queries.operation.operation import backlog
from cmia_docs.rules.permissions import Permission
from cmia_docs.stores.disk import fault_of
from cmia_docs.version import VERSION
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import installation, services

_PATIENCE = timedelta(minutes=1)

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@requires(Permission.PUBLIC)
def healthz() -> dict[str, str | bool]:
    """200 while the process answers; it reads no store.

    `seen_as` and `client_named` are what a proxy passes on to the server, for `flask doctor` to compare.
    """
    return {
        "status": "ok",
        "version": VERSION,
        "seen_as": request.host_url,
        "client_named": "X-Forwarded-For" in request.headers,
    }


@blueprint.get("/readyz")
@requires(Permission.PUBLIC)
def readyz() -> tuple[dict[str, str], int]:
    """200 when people can read and write, 503 when not; the log and `flask doctor` say why.

    Search and the follow-up are only reported: people can work while these lag behind.
    """
    here = installation()
    needed = {"database": _database(here), "repositories": _repositories(), "disk": _disk(here)}
    indexes = (services().adopted_index, services().drafts_index)
    lagging = {
        "search": all(index.health().ok for index in indexes),
        "follow_up": last_failure(here.settings.data) is None and not _is_behind(),
    }
    ready = all(needed.values())
    parts = {name: "ok" if works else "failing" for name, works in (needed | lagging).items()}
    return {"status": "ready" if ready else "not ready"} | parts, 200 if ready else 503


def _database(installation: Installation) -> bool:
    try:
        return schema_of(installation.engine) is Schema.CURRENT
    except SQLAlchemyError:
        return False


def _disk(installation: Installation) -> bool:
    try:
        return fault_of(installation.settings.data) is None
    except OSError:
        return False


def _is_behind() -> bool:
    """Where the disk is full, the follow-up cannot even record that it fails."""
    try:
        with services().readers() as db:
            oldest = backlog(db).oldest
    except SQLAlchemyError:
        return False  # the database is reported already
    return oldest is not None and services().clock() - oldest > _PATIENCE


def _repositories() -> bool:
    return all((store.path / "HEAD").is_file() for store in (services().drafts, services().register))
