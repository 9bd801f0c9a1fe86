"""Databases as earlier versions of the product have filled them, for tests of the upgrade.

There is one for every schema. A new migration needs one of its own, made before the next one is begun:
`python -m tests.models.samples` writes it for the newest schema, from a story with every kind of event.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, MetaData, Table, func, select
from sqlalchemy.types import TypeEngine

from cmia_docs import create_app
from cmia_docs.models.migrate import revisions
from tests.conftest import close, prepare, settings_for
from tests.factories.long_story import tell
from tests.factories.product import FakeClock, FakeMail, Product

FOLDER = Path(__file__).parent / "samples"
Rows = dict[str, list[dict[str, Any]]]


def sample(revision: str) -> Rows:
    """The rows of a database of this schema, by table."""
    rows: Rows = json.loads((FOLDER / f"{revision}.json").read_text("utf-8"))
    return rows


def taken(engine: Engine, tables: list[str] | None = None) -> Rows:
    """All rows of a database, as a sample holds them."""
    metadata = MetaData()
    metadata.reflect(engine, only=tables)
    with engine.connect() as connection:
        return {
            table.name: [
                {name: _plain(value) for name, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.sorted_tables
            if table.name != "alembic_version"
        }


def fill(engine: Engine, rows: Rows) -> None:
    """Put a sample's rows into a database that has the sample's schema."""
    metadata = MetaData()
    metadata.reflect(engine)
    unwatched = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SET session_replication_role=replica"}
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.cursor().execute(unwatched[engine.dialect.name])
        for name, held in rows.items():
            columns = metadata.tables[name].columns
            typed = [{key: _typed(value, columns[key].type) for key, value in row.items()} for row in held]
            if typed:
                connection.execute(metadata.tables[name].insert(), typed)
                _continue_ids(connection, metadata.tables[name])
        connection.commit()
        connection.invalidate()  # references are watched again


def _continue_ids(connection: Connection, table: Table) -> None:
    """PostgreSQL's sequences do not follow ids that were inserted; SQLite's do."""
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        highest = select(func.max(table.columns["id"])).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(f'"{table.name}"', "id"), highest)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(value: Any, kind: TypeEngine[Any]) -> Any:
    if value is not None and isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if value is not None and isinstance(kind, Date) else value


def main() -> None:
    """Play the story and write the sample of the newest schema."""
    folder = Path(tempfile.mkdtemp())
    prepare(settings_for(folder / "var"))
    clock, mail = FakeClock(), FakeMail()
    app = create_app(settings_for(folder / "var"), clock=clock, mail=mail)
    product = Product(app, clock, mail)
    tell(product)
    product.follow_up()
    rows = taken(product.installation.engine)
    close(app)
    shutil.rmtree(folder)
    lines = json.dumps(rows, ensure_ascii=False, indent=0, sort_keys=True)
    (FOLDER / f"{revisions()[-1]}.json").write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main()
