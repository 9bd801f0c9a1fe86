"""`flask maintain`: housekeeping of the repositories, by night and by a timer."""

from __future__ import annotations

import sys

import click

from cmia_docs.actions.operation import maintain as maintaining
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, installation, plainly, services


@click.command()
@plainly
def maintain() -> None:
    """Pack the repositories and look whether they are whole.

    While people work; once a night is enough. Exit code 1 where something is damaged.
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
        echo("Put the repository back from a backup (flask restore); flask verify names what is affected.")
        sys.exit(1)
