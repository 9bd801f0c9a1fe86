"""`flask maintain`: maintenance of the repositories, started by a timer at night."""

from __future__ import annotations

import sys

import click

from cmia_docs.actions.operation import maintain as maintaining
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, installation, reporting_errors, services


@click.command()
@reporting_errors
def maintain() -> None:
    """Pack the repositories and check them.

    Work can go on meanwhile; once a night is enough. Exit code 1 if something is damaged.
    """
    check_installation(installation())
    done = maintaining.maintain(services(), installation().settings.data)
    for one in done:
        packed = one.before.loose - one.after.loose
        echo(
            f"{one.name}: {packed} objects packed, {one.after.packs} packs, {one.after.bytes / 1e6:.1f} MB, "
            + ("sound." if not one.problems else "DAMAGED:")
        )
        for problem in one.problems:
            echo(f"  {problem}")
    if any(one.problems for one in done):
        echo("Restore the repository from a backup (flask restore); flask verify names what is affected.")
        sys.exit(1)
