"""`make migration` writes what the models have and the newest schema lacks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, Table

from cmia_docs.models import Base
from cmia_docs.models.migrate import revisions
from tests.models.test_migrate import MIGRATIONS
from tools.migration import write


def test_the_next_migration_makes_the_tables_of_the_models(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
    tried = Table("tried", Base.metadata, Column("id", Integer(), primary_key=True))
    try:
        file = write("A table, tried", folder)
    finally:
        Base.metadata.remove(tried)

    newest = revisions()[-1]
    assert file.name == f"{int(newest) + 1:04}_a_table_tried.py"
    written = file.read_text("utf-8")
    assert f"down_revision = {newest!r}\n" in written
    assert "op.create_table('tried'" in written
    compile(written, file, "exec")


@pytest.mark.parametrize("name", ["", "  ", "Заметка"])
def test_it_asks_for_a_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make migration NAME="):
        write(name, tmp_path)
