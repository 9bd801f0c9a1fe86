"""Static files: their addresses name their content, so that a browser may keep them and never ask again."""

from __future__ import annotations

import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

_YEAR = "public, max-age=31536000, immutable"
# Fonts are named in the style sheets, without a version; they come from outside and hardly ever change.
_FONTS, _MONTH = ".woff2", "public, max-age=2592000"
_DIGITS = 12


def register_static_files(app: Flask) -> None:
    """Put the version into every address that `url_for("static", ...)` makes; say how long answers keep."""
    app.url_defaults(_name_version)
    app.after_request(_say_how_long)


def _name_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and (version := _version(values.get("filename", ""))):
        values.setdefault("v", version)


def _say_how_long(response: Response) -> Response:
    """Only what the address names by its content is kept; any other address is asked about each time."""
    if request.endpoint != "static" or response.status_code not in (200, 304):
        return response
    filename = (request.view_args or {}).get("filename", "")
    if request.args.get("v") == _version(filename):
        response.headers["Cache-Control"] = _YEAR
    elif filename.endswith(_FONTS):
        response.headers["Cache-Control"] = _MONTH
    return response


def _version(filename: str) -> str:
    """Empty where there is no such file."""
    return _version_at(str(current_app.static_folder), filename, int(time.monotonic()))


@lru_cache(maxsize=256)
def _version_at(folder: str, filename: str, _second: int) -> str:
    """A page names some twenty files: the disk is asked about each once in a second, not once in a page."""
    path = Path(folder) / filename
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return _sum(path, found.st_mtime_ns, found.st_size) if path.is_file() else ""


@lru_cache(maxsize=256)
def _sum(path: Path, _mtime: int, _size: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:_DIGITS]
