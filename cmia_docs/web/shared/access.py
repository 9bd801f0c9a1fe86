"""Rights on routes: each route declares what it needs; one that does not is never served.

A route with `document_id` gets its document here, or answers 404 as if there were none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from cmia_docs.errors import NotAllowed, NotFound
from cmia_docs.models import Document
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import RouteUndeclared
from cmia_docs.rules.permissions import (
    Permission,
    RightsSubject,
    Scope,
    Visibility,
    allowed,
    may,
    sees,
    visibility_of,
)
from cmia_docs.rules.workflow import Action
from cmia_docs.web.shared.context import actor, reads

ViewFunction = TypeVar("ViewFunction", bound=Callable[..., Any])
Requirement = Permission | Action


def requires(need: Requirement) -> Callable[[ViewFunction], ViewFunction]:
    """Declare what a route needs: a `Permission`, or the `Action` it does or prepares."""

    def declare(view: ViewFunction) -> ViewFunction:
        cast(Any, view).needs = need
        return view

    return declare


def requirement_of(app: Flask, endpoint: str) -> Requirement | None:
    """What the route of an endpoint has declared; static files are public."""
    if endpoint == "static":
        return Permission.PUBLIC
    view = app.view_functions.get(endpoint)
    return cast("Requirement | None", getattr(view, "needs", None))


def check_access() -> Response | None:
    """Before every request: refuse what the person may not do, and hide what they may not know of."""
    if request.endpoint is None:
        return None
    need = requirement_of(current_app, request.endpoint)
    if need is None:
        raise NotFound(RouteUndeclared(request.endpoint))
    if need is Permission.PUBLIC:
        return None
    if actor().id is None:
        return ask_to_sign_in()
    document_id = (request.view_args or {}).get("document_id")
    if document_id is not None:
        _check_document(need, document_id)
    elif isinstance(need, Permission) and not allowed(actor(), need):
        raise NotAllowed(Reason.ROUTE_NOT_YOUR_ROLE)
    return None


def document() -> Document:
    """The document of the route."""
    return cast(Document, g.document)


def rights_subject() -> RightsSubject:
    """What the rights on the route's document depend on."""
    return cast(RightsSubject, g.rights_subject)


def scopes() -> frozenset[Scope]:
    """Which revisions of the route's document the person may see."""
    return sees(actor(), rights_subject())


def visibility() -> Visibility:
    """What of the route's document is open to the person."""
    return visibility_of(actor(), rights_subject())


def can(need: Requirement) -> bool:
    """Whether the person has this right, on the route's document where there is one: to show a button."""
    if isinstance(need, Action):
        return "rights_subject" in g and may(actor(), need, rights_subject())
    return allowed(actor(), need, g.get("rights_subject"))


def _check_document(need: Requirement, document_id: int) -> None:
    row = reads().get(Document, document_id)
    if row is None:
        raise NotFound(Reason.DOCUMENT_UNKNOWN)
    rights = rights_subject_of(reads(), row)
    # Only now is the document known to the request: before, an error page could have named it.
    if not sees(actor(), rights):
        raise NotFound(Reason.DOCUMENT_UNKNOWN)
    g.document, g.rights_subject = row, rights
    if not can(need):
        raise NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)


def ask_to_sign_in() -> Response:
    """Redirect to signing in and back; a form is refused instead, so that nothing typed is lost."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("signing_in.sign_in", next=request.full_path.rstrip("?")))
    raise NotAllowed(Reason.SIGN_IN_ENDED)
