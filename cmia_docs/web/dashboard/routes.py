"""The start page: what waits for a person; for the public, the register's newest acts."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.dashboard.view import dashboard_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import actor

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@requires(Permission.PUBLIC)
def index() -> str | Response:
    """The dashboard of a person who is signed in; everyone else starts at the register."""
    if actor().id is None:
        return redirect(url_for("register.index"))
    return render_template("web/dashboard/index.html", page=dashboard_page())
