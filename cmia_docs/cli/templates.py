"""Compiling the templates of pages before they are needed.

Compiling all of them takes about a second of CPU time; otherwise the first request for each page waits for
it.
"""

from __future__ import annotations

import threading
import time

from flask import Flask

_SOON_SECONDS = 2.0
"""Until then the first page can be served."""
_PAUSE_SECONDS = 0.02
"""After each template, so that requests meanwhile get most of the processor."""


def compile_soon(app: Flask) -> None:
    """Compile them in a thread soon after the start; a page that is opened before compiles its own."""
    timer = threading.Timer(_SOON_SECONDS, compile_templates, (app,))
    timer.daemon = True
    timer.start()


def compile_templates(app: Flask) -> None:
    """Compile every template of a page."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith("web/")):
        app.jinja_env.get_template(name)
        time.sleep(_PAUSE_SECONDS)
