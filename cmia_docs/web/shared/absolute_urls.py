"""Whole addresses, which people copy and pass on."""

from __future__ import annotations

from flask import request

from cmia_docs.web.shared.context import installation_settings


def absolute(path: str) -> str:
    """The whole address of a path: under the public address of the settings, else that of the request."""
    root = installation_settings().public_url or request.url_root
    return root.rstrip("/") + path
