"""`flask doctor`: what is wrong with an installation, and what to do. It changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from sqlalchemy.exc import DBAPIError

from cmia_docs.cli.console import (
    database_error_message,
    echo,
    installation,
    reporting_errors,
    sentence,
    system_error_message,
)
from cmia_docs.cli.doctor.check_result import Check, CheckResult, Level
from cmia_docs.cli.doctor.data_folder import STORES
from cmia_docs.cli.doctor.machine import MACHINE
from cmia_docs.cli.doctor.proxy import PROXY
from cmia_docs.errors import Refused
from cmia_docs.installation import Installation
from cmia_docs.stores.data_folder import FolderCondition, condition

_COLOURS = {Level.WELL: "green", Level.NOTE: "yellow", Level.FAULT: "red"}


@click.command()
@reporting_errors
def doctor() -> None:
    """Report what is wrong with the installation, and what to do.

    It changes nothing and may run beside the server. Exit code 1 if something is wrong; results
    marked as note do not count as wrong.
    """
    current = installation()
    worst = Level.WELL
    printed: set[str] = set()
    # Without an installation the stores are missing, not lost: advice to restore them would mislead.
    stores = STORES if condition(current.settings.data) is FolderCondition.READY else ()
    for check in (*MACHINE, *PROXY, *stores):
        for result in _results_of(check, current):
            worst = max(worst, result.level)
            if result.sentence not in printed:  # several checks report a lost database
                _print(result)
            printed.add(result.sentence)
    if worst is Level.FAULT:
        echo("Something is wrong; see above what to do.")
        sys.exit(1)
    echo("Nothing is wrong." if worst is Level.WELL else "Nothing is wrong; the notes are worth a look.")


def _results_of(check: Check, current: Installation) -> Iterator[CheckResult]:
    """The results of a check; an error that prevents it is a result too."""
    try:
        yield from check.run(current)
    except Refused as error:
        yield CheckResult(Level.FAULT, check.subject, sentence(error))
    except OSError as error:
        yield CheckResult(Level.FAULT, check.subject, system_error_message(error))
    except DBAPIError as error:
        yield CheckResult(Level.FAULT, check.subject, database_error_message(error))


def _print(result: CheckResult) -> None:
    mark = click.style(f"{result.level.name.lower():<6}", fg=_COLOURS[result.level])
    echo(f"{mark} {result.subject:<16} {result.sentence}")
