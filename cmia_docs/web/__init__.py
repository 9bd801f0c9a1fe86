"""The face: blueprints by feature."""

from __future__ import annotations

from flask import Flask

from cmia_docs.web import (
    compare,
    council,
    dashboard,
    documents,
    downloads,
    events,
    health,
    history,
    languages,
    new_document,
    people,
    positions,
    register,
    remarks,
    search,
    sessions,
    signing_in,
)

_FEATURES = (
    compare,
    council,
    dashboard,
    documents,
    downloads,
    events,
    health,
    history,
    languages,
    new_document,
    people,
    positions,
    register,
    remarks,
    search,
    sessions,
    signing_in,
)


def register_blueprints(app: Flask) -> None:
    """Give every feature its routes."""
    for feature in _FEATURES:
        app.register_blueprint(feature.blueprint)
