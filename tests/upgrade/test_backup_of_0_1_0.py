"""A backup that version 0.1.0 made is restored by this version, with the schema of this one."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cmia_docs.models.migrate import revisions
from cmia_docs.settings import Settings
from cmia_docs.stores.sums import write_sums
from tests.cli.commands import at
from tests.upgrade.installation import SCHEMA, installed, rows_of

VERSION = "0.1.0"


@pytest.fixture
def backup_folder(settings: Settings, tmp_path: Path) -> Path:
    """A folder as `flask backup` of that version left it."""
    target = tmp_path / "before"
    with installed(settings, VERSION):
        target.mkdir()
        with closing(sqlite3.connect(settings.data / "council.db")) as database:
            database.execute("VACUUM INTO ?", [str(target / "council.db")])
        for repository in (settings.drafts, settings.register):
            shutil.copytree(repository, target / repository.name)
    rows = rows_of(VERSION)
    manifest = {
        "format": 1,
        "made_at": "2026-03-04T14:00:00+00:00",
        "schema": SCHEMA[VERSION],
        "database": "council.db",
        "events": len(rows["event"]),
        "documents": len(rows["document"]),
    }
    (target / "backup.json").write_text(json.dumps(manifest), "utf-8")
    write_sums(target)
    return target


def test_it_is_restored_with_all_its_rows(backup_folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "restored"

    restored = at(data, "restore", str(backup_folder))

    assert (restored.code, "indexes agree" in restored.out) == (0, True), restored.out
    with closing(sqlite3.connect(data / "council.db")) as database:
        [(schema,)] = database.execute("SELECT version_num FROM alembic_version")
        [(documents,)] = database.execute("SELECT count(*) FROM document WHERE stage <> ''")
        [(notices,)] = database.execute("SELECT count(*) FROM notice WHERE sent_at IS NULL")
    assert schema == revisions()[-1]
    assert documents == len(rows_of(VERSION)["document"])
    assert notices >= len([row for row in rows_of(VERSION)["letter"] if row["sent_at"] is None])
    assert at(data, "verify").code == 0
