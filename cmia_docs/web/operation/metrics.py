"""`/metrics`: figures for monitoring, in the format of Prometheus (docs/adr/013).

Only this machine may read them, or whoever has the token of the settings. No label contains what a user
typed: a request is named by its route, never by its address.
"""

from __future__ import annotations

import time
from hmac import compare_digest
from ipaddress import ip_address

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from cmia_docs.models import Event
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action
from cmia_docs.web.operation.metrics_collector import StoresCollector
from cmia_docs.web.shared.access import requirement_of, requires
from cmia_docs.web.shared.context import installation_settings

blueprint = Blueprint("metrics", __name__)
_NAME = "cmia_docs_metrics"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


class Metrics:
    """The figures of one application: its own counters, and what it reads from the stores on request."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "cmia_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "cmia_request_seconds",
            "Time until a request was answered; a clone goes on after it.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.actions = Counter(
            "cmia_acts",
            "Actions done since the start, by kind; saves are 'save'.",
            ["kind"],
            registry=self.registry,
        )
        self.refused_saves = Counter(
            "cmia_saves_refused",
            "Saves refused since the start: somebody else was first (409), or a store could not (503).",
            ["status"],
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(StoresCollector())

    def note_actions(self, events: list[Event]) -> None:
        """Count what a unit of work has committed."""
        for event in events:
            self.actions.labels(event.kind).inc()


def register_metrics(app: Flask) -> Metrics:
    """Count every request from here on."""
    metrics = Metrics()
    app.extensions[_NAME] = metrics
    app.before_request(_begin)
    app.after_request(_count)
    return metrics


def route_name() -> str:
    """The rule of this request's route, such as `/documents/<int:document_id>`: never its address."""
    return request.url_rule.rule if request.url_rule is not None else "none"


def _begin() -> None:
    g.begun_at = time.perf_counter()


def _count(response: Response) -> Response:
    metrics: Metrics = current_app.extensions[_NAME]
    route, status = route_name(), str(response.status_code)
    method = request.method if request.method in _METHODS else "other"
    metrics.requests.labels(route, method, status).inc()
    metrics.seconds.labels(route).observe(time.perf_counter() - g.get("begun_at", time.perf_counter()))
    saves = request.method == "POST" and requirement_of(current_app, request.endpoint or "") is Action.SAVE
    if saves and status in ("409", "503"):
        metrics.refused_saves.labels(status).inc()
    return response


@blueprint.get("/metrics")
@requires(Permission.PUBLIC)
def metrics() -> Response:
    """The figures; 403 for those who may not read them."""
    if not (_is_this_machine() or _has_the_token()):
        return Response("Only this machine may read this, or who has CMIA_METRICS_TOKEN.\n", 403)
    counted: Metrics = current_app.extensions[_NAME]
    return Response(generate_latest(counted.registry), content_type=CONTENT_TYPE_LATEST)


def _is_this_machine() -> bool:
    """Whether the request is from this machine itself, and not one that a proxy here has passed on."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    original = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    try:
        return ip_address(original.get("REMOTE_ADDR") or "").is_loopback
    except ValueError:
        return False


def _has_the_token() -> bool:
    token = installation_settings().metrics_token
    authorization = request.headers.get("Authorization", "")
    return bool(token) and compare_digest(authorization.encode(), f"Bearer {token}".encode())
