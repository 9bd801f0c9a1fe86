"""The pages' templates, compiled while nobody waits for them.

Compiling all of them takes about a second of computing: each page paid for its own when it was first opened.
"""

from __future__ import annotations

import threading
import time

from flask import Flask

_SOON_SECONDS = 2.0
"""The first page is made meanwhile."""
_PAUSE_SECONDS = 0.02
"""After each, so that a page which is asked for meanwhile has most of the processor."""


def compile_soon(app: Flask) -> None:
    """Compile them in a thread, once the start is over; a page that is opened before compiles its own."""
    timer = threading.Timer(_SOON_SECONDS, compile_templates, (app,))
    timer.daemon = True
    timer.start()


def compile_templates(app: Flask) -> None:
    """Compile every template of a page."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith("web/")):
        app.jinja_env.get_template(name)
        time.sleep(_PAUSE_SECONDS)
