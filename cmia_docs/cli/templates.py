"""The pages' templates, compiled while nobody waits for them.

Compiling all of them takes about a second of computing: each page paid for its own when it was first opened.
"""

from __future__ import annotations

import threading
import time

from flask import Flask

_PAUSE_SECONDS = 0.02
"""After each, so that a page which is asked for meanwhile has most of the processor."""


def compile_beside(app: Flask) -> threading.Thread:
    """Begin to compile in a thread of its own; a page that is opened meanwhile compiles what it needs."""
    thread = threading.Thread(target=compile_templates, args=(app,), name="templates", daemon=True)
    thread.start()
    return thread


def compile_templates(app: Flask) -> None:
    """Compile every template of a page."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith("web/")):
        app.jinja_env.get_template(name)
        time.sleep(_PAUSE_SECONDS)
