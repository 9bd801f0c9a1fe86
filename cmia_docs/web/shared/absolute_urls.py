"""Addresses that people copy and pass on."""

from __future__ import annotations

from flask import request

from cmia_docs.web.shared.context import installation_settings


def absolute(path: str) -> str:
    """The whole address of a path: under the public address where one is set, else as the reader came."""
    root = installation_settings().public_url or request.url_root
    return root.rstrip("/") + path
