"""A data folder in which a story has been played once, for many tests to copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient

from cmia_docs import create_app
from tests.conftest import close, settings_for
from tests.factories.product import FakeClock, FakeMail, Product


def play(prepared: Path, folder: Path, story: Callable[[Product], object]) -> Path:
    """Copy a prepared folder, play the story in it and follow it up; the folder, closed and ready to copy.

    The clock of a test that copies it starts at the beginning again.
    """
    target = folder / "var"
    shutil.copytree(prepared, target)
    clock, mail = FakeClock(), FakeMail()
    app = create_app(settings_for(target), clock=clock, mail=mail)
    product = Product(app, clock, mail)
    story(product)
    product.follow_up()
    close(app)
    return target


@contextmanager
def opened(folder: Path) -> Iterator[FlaskClient]:
    """A reader's browser on a played folder, in English, for many tests that only read."""
    app = create_app(settings_for(folder), clock=FakeClock(), mail=FakeMail())
    app.config["TESTING"] = True
    client = app.test_client()
    client.set_cookie("cmia_language", "en")
    yield client
    close(app)
