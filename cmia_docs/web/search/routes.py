"""Search over the adopted acts, and over the drafts that a person may see."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from cmia_docs.queries.search.search_acts import Acts
from cmia_docs.queries.search.search_drafts import Drafts, searches_drafts
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.http.page_cache import cached_page
from cmia_docs.web.search.form import IN_DRAFTS, search_query
from cmia_docs.web.search.view import search_page
from cmia_docs.web.shared.access import ask_to_sign_in, requires
from cmia_docs.web.shared.context import actor, reads, services

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@requires(Permission.PUBLIC)
@cached_page
def index() -> str | Response:
    """The hits for `?q=` in the adopted acts; with `?in=drafts` in the drafts that the person may see."""
    query = search_query()
    if request.args.get("in") == IN_DRAFTS and actor().id is None:
        return ask_to_sign_in()
    if request.args.get("in") == IN_DRAFTS and searches_drafts(actor()):
        page = search_page(query, Drafts(reads(), actor()), services().drafts_index)
    else:
        page = search_page(query, Acts(reads()), services().adopted_index)
    return render_template("web/search/index.html", page=page)
