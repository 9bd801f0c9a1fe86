"""An installation as an earlier version of the product left it: what this version takes over.

`samples/0.1.0` was written by version 0.1.0: it had played `tests.factories.long_story`, then brought one
more act into force, and was stopped before the follow-up saw that. The mail server had never answered.

rows.json         all tables, as `tests.models.samples` writes them, but the keys of JSON in stored order
drafts.bundle     all branches, and the commit of the revision that no branch leads to yet
register.bundle   the public register: its branch and tags

A version that changes what is written into the journal, the register or the queue of notices adds a sample.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cmia_docs import create_app
from cmia_docs.models.migrate import upgrade
from cmia_docs.settings import Settings
from cmia_docs.stores.data_folder import creating
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.secret import make_secret_key
from tests.conftest import close
from tests.factories.product import FakeClock, FakeMail, Product
from tests.models.samples import Rows, fill

FOLDER = Path(__file__).parent / "samples"
SCHEMA = {"0.1.0": "0001"}
"""The schema of each version of which there is a sample."""
STOPPED = {"0.1.0": datetime(2026, 3, 4, 14, 0, tzinfo=UTC)}
"""When the sample's last event happened."""


def rows_of(version: str) -> Rows:
    """The rows of a sample by table."""
    rows: Rows = json.loads((FOLDER / version / "rows.json").read_text("utf-8"))
    return rows


@contextmanager
def installed(settings: Settings, version: str, rows: Rows | None = None) -> Iterator[Product]:
    """This version of the product on a sample's data folder, the database not upgraded yet.

    `rows` replace those of the sample. The clock shows the time of the sample.
    """
    clock, mail = FakeClock(STOPPED[version]), FakeMail()
    app = create_app(settings, clock=clock, mail=mail)
    product = Product(app, clock, mail)
    with creating(settings.data):
        make_secret_key(settings.data)
        _take(settings.drafts, FOLDER / version / "drafts.bundle")
        _take(settings.register, FOLDER / version / "register.bundle")
        settings.index.mkdir()
        upgrade(product.installation.engine, SCHEMA[version])
        fill(product.installation.engine, rows or rows_of(version))
    yield product
    close(app)


def _take(repository: Path, bundle: Path) -> None:
    """Make the repository with the objects of a bundle, and with its branches and tags."""
    GitStore.create(repository).close()
    for line in _git(repository, "bundle", "unbundle", str(bundle)).splitlines():
        commit, _, name = line.partition(" ")
        if name.startswith(("refs/heads/", "refs/tags/")):
            _git(repository, "update-ref", name, commit)


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
