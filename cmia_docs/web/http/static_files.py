"""Static files: their addresses contain a hash of the content, so that browsers may cache them for ever."""

from __future__ import annotations

import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

_YEAR = "public, max-age=31536000, immutable"
# Fonts are named in the style sheets, without a version; they are from third parties and hardly ever change.
_FONTS, _MONTH = ".woff2", "public, max-age=2592000"
_DIGITS = 12


def register_static_files(app: Flask) -> None:
    """Add the version to every address that `url_for("static", ...)` makes; set how long files are cached."""
    app.url_defaults(_add_version)
    app.after_request(_set_cache_time)


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and (version := _version(values.get("filename", ""))):
        values.setdefault("v", version)


def _set_cache_time(response: Response) -> Response:
    """Only a file whose address has its version is cached for long."""
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
    """A page names some twenty files: each is looked up on the disk once in a second, not once in a page."""
    path = Path(folder) / filename
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    return _sum(path, status.st_mtime_ns, status.st_size) if path.is_file() else ""


@lru_cache(maxsize=256)
def _sum(path: Path, _mtime: int, _size: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:_DIGITS]
