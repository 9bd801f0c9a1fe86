"""An upgrade that is killed after so many statements: DATABASE MIGRATIONS STATEMENTS."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import event

from cmia_docs.models import migrate
from cmia_docs.models.database import make_engine

if __name__ == "__main__":
    database, migrations, last = sys.argv[1:]
    migrate._MIGRATIONS = Path(migrations)
    engine = make_engine(f"sqlite:///{database}")
    statements = count(1)

    def die(*_arguments: object) -> None:
        """As by `kill -9`, once it is time."""
        if next(statements) == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", die)
    migrate.upgrade(engine)
    engine.dispose()
