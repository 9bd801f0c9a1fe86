"""For the machines that watch: is the process there?"""

from __future__ import annotations

from flask import Blueprint

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.access import requires

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@requires(Permission.PUBLIC)
def healthz() -> dict[str, str]:
    """200 while the process answers; it looks at no store."""
    return {"status": "ok"}
