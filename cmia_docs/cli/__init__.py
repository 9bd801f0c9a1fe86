"""The command line; see `flask COMMAND --help`. Exit code 0: done; 1: refused, with a message."""

from __future__ import annotations

from flask import Flask

from cmia_docs.cli.backup import backup, restore
from cmia_docs.cli.doctor.doctor import doctor
from cmia_docs.cli.init import init
from cmia_docs.cli.maintain import maintain
from cmia_docs.cli.people import user
from cmia_docs.cli.server.serve import serve
from cmia_docs.cli.stores import follow_up, rebuild, reindex, verify
from cmia_docs.cli.texts import export_text, import_text
from cmia_docs.cli.version import version

_COMMANDS = (
    init,
    serve,
    user,
    import_text,
    export_text,
    reindex,
    follow_up,
    rebuild,
    verify,
    backup,
    restore,
    maintain,
    doctor,
    version,
)


def register_commands(app: Flask) -> None:
    """Add all commands to `flask`."""
    for command in _COMMANDS:
        app.cli.add_command(command)
