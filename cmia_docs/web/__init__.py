"""The face: blueprints by feature."""

from __future__ import annotations

from flask import Flask

from cmia_docs.web import (
    council,
    dashboard,
    documents,
    events,
    health,
    languages,
    people,
    register,
    search,
    sessions,
    signing_in,
)

_FEATURES = (
    council,
    dashboard,
    documents,
    events,
    health,
    languages,
    people,
    register,
    search,
    sessions,
    signing_in,
)


def register_blueprints(app: Flask) -> None:
    """Give every feature its routes."""
    for feature in _FEATURES:
        app.register_blueprint(feature.blueprint)
