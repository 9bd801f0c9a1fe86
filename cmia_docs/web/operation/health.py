"""For the machines that watch: is the process there, and can people work with it?"""

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
    """200 while the process answers; it looks at no store.

    `seen_as` and `client_named` are what a proxy tells the server, for `flask doctor` to compare.
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
    """200 when people can read and write, 503 when not; why is for the log and `flask doctor` to say.

    Search and the follow-up may lag behind without anybody being kept from work: they are named, no more.
    """
    found = installation()
    needed = {"database": _database(found), "repositories": _repositories(), "disk": _disk(found)}
    indexes = (services().adopted_index, services().drafts_index)
    lagging = {
        "search": all(index.health().ok for index in indexes),
        "follow_up": last_failure(found.settings.data) is None and not _is_behind(),
    }
    ready = all(needed.values())
    said = {name: "ok" if well else "failing" for name, well in (needed | lagging).items()}
    return {"status": "ready" if ready else "not ready"} | said, 200 if ready else 503


def _database(found: Installation) -> bool:
    try:
        return schema_of(found.engine) is Schema.CURRENT
    except SQLAlchemyError:
        return False


def _disk(found: Installation) -> bool:
    try:
        return fault_of(found.settings.data) is None
    except OSError:
        return False


def _is_behind() -> bool:
    """Where the disk is full, the follow-up cannot even write down that it fails."""
    try:
        with services().readers() as db:
            oldest = backlog(db).oldest
    except SQLAlchemyError:
        return False  # said already of the database
    return oldest is not None and services().clock() - oldest > _PATIENCE


def _repositories() -> bool:
    return all((store.path / "HEAD").is_file() for store in (services().drafts, services().register))
