"""An installation to measure: the demo, and as many documents and revisions as wanted beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from unittest import mock

from sqlalchemy import select

from benchmarks.texts import ROOT, regulation
from cmia_docs import create_app
from cmia_docs.actions.document import documents
from cmia_docs.actions.work import Work
from cmia_docs.installation import Installation
from cmia_docs.models import Document, Person, Revision
from cmia_docs.queries.document.grants import actor_of
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor
from cmia_docs.settings import from_environment
from cmia_docs.text.model import Text

PASSWORD = "saugak-cholpon-ata-2014"  # noqa: S105 - of the demo
DRAFTER = "drafter@cmia.example"


class Town:
    """One installation in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.app = create_app(from_environment({"CMIA_DATA": str(data)}))
        self.installation = cast(Installation, self.app.extensions["cmia_docs_installation"])
        self.services = self.installation.services

    def actor(self, email: str = DRAFTER) -> Actor:
        """A person of the demo."""
        with self.services.readers() as db:
            person = db.scalars(select(Person).where(Person.email == email)).one()
            return actor_of(person, self.services.clock())

    def draft(self, size: int, units: int, seed: int = 1, drafters: tuple[int, ...] = ()) -> int:
        """A new draft of the drafter; its id."""
        with Work(self.services, self.actor(), "bench") as work:
            made = documents.create(
                work,
                description=Description(
                    act_type="regulation",
                    titles={"ru": f"Положение {seed}"},
                    languages=("ru",),
                ),
                texts={"ru": regulation(size, units, seed)},
                message="Первая редакция",
                drafters=drafters,
            )
            return made.id

    def current(self, document_id: int) -> int:
        """The id of the document's current revision."""
        with self.services.readers() as db:
            return db.get_one(Document, document_id).current_id or 0

    def current_text(self, document_id: int) -> tuple[int, Text]:
        """The current revision's id, and its Russian text."""
        with self.services.readers() as db:
            document = db.get_one(Document, document_id)
            revision = db.get_one(Revision, document.current_id)
            return revision.id, texts_of(self.services.drafts, document.slug, revision)["ru"]

    def follow(self) -> int:
        """Process what waits."""
        return self.installation.follow_up.run()

    def close(self) -> None:
        """Close what is open, so that a server has the folder alone."""
        for store in (self.services.drafts, self.services.register):
            store.close()
        for index in (self.services.adopted_index, self.services.drafts_index):
            index.close()
        self.installation.engine.dispose()


@contextmanager
def town() -> Iterator[Town]:
    """The demo, newly made, in a folder that goes away; CMIA_BENCH_FOLDER says on which disk."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("CMIA_BENCH_FOLDER")) as folder:
        data = Path(folder) / "var"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CMIA_")}
        subprocess.run(
            [sys.executable, "-m", "flask", "init", "--demo"],
            cwd=ROOT,
            env=environment | {"CMIA_DATA": str(data)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        made = Town(data)
        yield made
        made.close()


@contextmanager
def without_fsync() -> Iterator[None]:
    """Do not wait for the disk while test data is created; measurements do wait."""
    with mock.patch.object(os, "fsync", return_value=None):
        yield
