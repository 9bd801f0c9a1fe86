"""The pages: blueprints by feature."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from cmia_docs.web.adoption import legal_status
from cmia_docs.web.adoption import routes as adoption
from cmia_docs.web.compare import routes as compare
from cmia_docs.web.council import routes as council
from cmia_docs.web.dashboard import routes as dashboard
from cmia_docs.web.document import assignments, create, description, downloads, history
from cmia_docs.web.document import routes as document
from cmia_docs.web.editor import routes as editor
from cmia_docs.web.operation import event_log, health, metrics
from cmia_docs.web.people import routes as people
from cmia_docs.web.people import sign_in
from cmia_docs.web.register import clone
from cmia_docs.web.register import routes as register
from cmia_docs.web.review import agreement, checking, circulation, positions, remarks
from cmia_docs.web.search import routes as search
from cmia_docs.web.sessions import routes as sessions
from cmia_docs.web.shared import languages
from cmia_docs.web.shared.paging import LARGEST_ID

_FEATURES = (
    adoption,
    agreement,
    assignments,
    checking,
    circulation,
    clone,
    compare,
    council,
    create,
    dashboard,
    description,
    document,
    downloads,
    editor,
    event_log,
    health,
    history,
    languages,
    legal_status,
    metrics,
    people,
    positions,
    register,
    remarks,
    search,
    sessions,
    sign_in,
)


class _Id(IntegerConverter):
    """A number that an id column can hold; for any other there is no page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def register_blueprints(app: Flask) -> None:
    """Give every feature its routes."""
    app.url_map.converters["int"] = _Id
    # `/register/` is the same page as `/register`.
    app.url_map.strict_slashes = False
    for feature in _FEATURES:
        app.register_blueprint(feature.blueprint)
