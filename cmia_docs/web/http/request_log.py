"""A line in the log for every request: which route, how it ended, how long it took."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from cmia_docs.logs import REQUESTS
from cmia_docs.web.operation.metrics import route_name

log = logging.getLogger(REQUESTS)
_QUIET = frozenset({"static", "health.healthz", "health.readyz", "metrics.metrics"})


def register_request_log(app: Flask) -> None:
    """Log every request but those that no person makes."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    response.headers.setdefault("X-Request-Id", g.get("request_id", ""))
    if request.endpoint not in _QUIET:
        begun = g.get("begun_at", time.perf_counter())
        fields = {
            "method": request.method,
            "route": route_name(),
            "status": response.status_code,
            "ms": round((time.perf_counter() - begun) * 1000, 1),
        }
        if document_id := (request.view_args or {}).get("document_id"):
            fields["document"] = document_id
        log.info("request", extra={"fields": fields})
    return response
