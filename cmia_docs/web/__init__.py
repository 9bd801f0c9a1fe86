"""The face: blueprints by feature."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from cmia_docs.web import (
    adoption,
    agreement,
    assignments,
    checking,
    circulation,
    clone,
    compare,
    council,
    dashboard,
    description,
    documents,
    downloads,
    editor,
    events,
    health,
    history,
    languages,
    metrics,
    new_document,
    people,
    positions,
    register,
    remarks,
    search,
    sessions,
    signing_in,
    standing,
)
from cmia_docs.web.lists import LARGEST_ID

_FEATURES = (
    adoption,
    agreement,
    assignments,
    checking,
    circulation,
    clone,
    compare,
    council,
    dashboard,
    description,
    documents,
    downloads,
    editor,
    events,
    health,
    history,
    languages,
    metrics,
    new_document,
    people,
    positions,
    register,
    remarks,
    search,
    sessions,
    signing_in,
    standing,
)


class _Id(IntegerConverter):
    """A number that an id column can hold; with any other there is no such page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def register_blueprints(app: Flask) -> None:
    """Give every feature its routes."""
    app.url_map.converters["int"] = _Id
    # Whoever types `/register/` means the register.
    app.url_map.strict_slashes = False
    for feature in _FEATURES:
        app.register_blueprint(feature.blueprint)
