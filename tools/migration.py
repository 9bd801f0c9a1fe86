"""Writes the next migration, from the tables of the models and of the newest schema: `make migration`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from cmia_docs.models.database import make_engine
from cmia_docs.models.migrate import revisions, upgrade

_MIGRATIONS = Path(__file__).parents[1] / "cmia_docs" / "models" / "migrations"


def write(name: str, migrations: Path = _MIGRATIONS) -> Path:
    """The file of the next migration, called by `name`, in a copy or in the folder of the product.

    It has what Alembic's comparison sees. A renamed column looks to it like one removed and one added, and it
    cannot know what old rows are to hold: read the file and complete it.
    """
    slug = "_".join(re.findall("[a-z0-9]+", name.lower()))
    if not slug:
        raise SystemExit('Say what it brings, in English: make migration NAME="a note on every session"')
    number = f"{len(revisions()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/council.db")
        upgrade(engine)
        config = Config()
        config.set_main_option("script_location", str(migrations))
        config.set_main_option("file_template", f"%%(rev)s_{slug}")
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, name, autogenerate=True, rev_id=number)
        engine.dispose()
    return migrations / "versions" / f"{number}_{slug}.py"


if __name__ == "__main__":
    print(write(sys.argv[1]))
