"""`flask doctor`: what is wrong with an installation, in plain words, and what to do. It changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from sqlalchemy.exc import DBAPIError

from cmia_docs.cli.console import echo, installation, of_the_database, of_the_system, plainly, sentence
from cmia_docs.cli.doctor.check_result import Check, CheckResult, Level
from cmia_docs.cli.doctor.data_folder import STORES
from cmia_docs.cli.doctor.machine import MACHINE
from cmia_docs.cli.doctor.proxy import PROXY
from cmia_docs.errors import Refused
from cmia_docs.installation import Installation
from cmia_docs.stores.data_folder import Condition, condition

_COLOURS = {Level.WELL: "green", Level.NOTE: "yellow", Level.FAULT: "red"}


@click.command()
@plainly
def doctor() -> None:
    """Say what is wrong with the installation, and what to do.

    It changes nothing and may run beside the server. Exit code 1 where something is wrong; what
    is only worth a look, marked as note, is none.
    """
    found = installation()
    worst = Level.WELL
    said: set[str] = set()
    # What was never made cannot be broken: advice to put it back would lead astray.
    stores = STORES if condition(found.settings.data) is Condition.READY else ()
    for check in (*MACHINE, *PROXY, *stores):
        for finding in _findings(check, found):
            worst = max(worst, finding.level)
            if finding.sentence not in said:  # a lost database is found by whoever asks it
                _say(finding)
            said.add(finding.sentence)
    if worst is Level.FAULT:
        echo("Something is wrong; what to do stands beside it.")
        sys.exit(1)
    echo("Nothing is wrong." if worst is Level.WELL else "Nothing is wrong; the notes are worth a look.")


def _findings(check: Check, found: Installation) -> Iterator[CheckResult]:
    """What a check finds; that it cannot look is a finding too."""
    try:
        yield from check.look(found)
    except Refused as error:
        yield CheckResult(Level.FAULT, check.subject, sentence(error))
    except OSError as error:
        yield CheckResult(Level.FAULT, check.subject, of_the_system(error))
    except DBAPIError as error:
        yield CheckResult(Level.FAULT, check.subject, of_the_database(error))


def _say(finding: CheckResult) -> None:
    mark = click.style(f"{finding.level.name.lower():<6}", fg=_COLOURS[finding.level])
    echo(f"{mark} {finding.subject:<16} {finding.sentence}")
