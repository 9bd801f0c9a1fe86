"""What commands share: messages instead of tracebacks, progress bars, the current installation."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar, cast

import click
from flask import current_app
from flask_babel import force_locale
from sqlalchemy.exc import DBAPIError

from cmia_docs.actions.services import Services
from cmia_docs.actions.work import Work
from cmia_docs.cli.messages import console_message
from cmia_docs.errors import Refused, Unavailable
from cmia_docs.installation import Installation
from cmia_docs.models.faults import of_database, words_of
from cmia_docs.reasons import Reason, ReasonKind
from cmia_docs.reasons.council import FieldCharacter, FieldTooLong
from cmia_docs.reasons.operation import DatabaseDamaged, DatabaseUnreachable
from cmia_docs.rules.permissions import Actor, Grant
from cmia_docs.rules.workflow import Role

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# A user who can run commands on the server can do everything; the operator is recorded as the actor.
OPERATOR = Actor(None, "Operator", "operator@localhost", frozenset(Grant(role) for role in Role))

_WITHOUT_SUBJECT: frozenset[ReasonKind] = frozenset(
    {
        Reason.FIELD_DATE,
        Reason.FIELD_MISSING,
        Reason.FIELD_SLUG,
        FieldCharacter,
        FieldTooLong,
    }
)
"""Pages show these messages at the field of a form, so they do not name it; the console does."""


def installation() -> Installation:
    """The installation of the council that the command is for; commands ask nowhere else (docs/adr/020)."""
    return cast(Installation, current_app.extensions["cmia_docs_installation"])


def services() -> Services:
    """The services of the council that the command is for."""
    return installation().services


@contextmanager
def work_as(actor: Actor = OPERATOR) -> Iterator[Work]:
    """A unit of work; its events are carried to git, index and mail at once if no server does that."""
    with Work(services(), actor, "command-line") as work:
        yield work
    installation().follow_up.run()


def fail(sentence: str) -> click.ClickException:
    """The refusal of a command: one message that says what to do, and exit code 1."""
    return click.ClickException(sentence)


def reporting_errors(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Print expected errors of a command as a message, without a traceback."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except Refused as error:
            raise fail(sentence(error)) from error
        except BrokenPipeError:
            raise  # the reader of our output has ended; click exits quietly
        except OSError as error:
            raise fail(system_error_message(error)) from error
        except DBAPIError as error:
            raise fail(database_error_message(error)) from error

    return run


def sentence(error: Refused) -> str:
    """The console's own message for a refusal, else the English one of the pages."""
    own = console_message(error)
    if own is not None:
        return own
    with force_locale("en_GB"):
        message = installation().sentence_for(error)
    return f"{error.field}: {message}" if error.field and error.kind in _WITHOUT_SUBJECT else message


def system_error_message(error: OSError) -> str:
    """The message for an error of the operating system, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        # For a copy, `filename` is the source; the target is full.
        full = error.filename2 or error.filename or "CMIA_DATA"
        return f"{full}: the disk is full there. Make room and try again."
    where = f"{error.filename}: " if error.filename else ""
    if isinstance(error, PermissionError):
        return f"{where}no permission to write there; change its owner or CMIA_DATA."
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{where}a file stands where a folder is needed; move it away or change CMIA_DATA."
    return f"{where}{error.strerror or error}"


def database_error_message(error: DBAPIError) -> str:
    """The message for an error of the database, without the statement and its values."""
    if installation().engine.dialect.name != "sqlite":
        return sentence(Unavailable(DatabaseUnreachable(words_of(error))))
    refusal = of_database(error)
    # Not `damaged` for a full disk: restoring a backup would lose what the database holds.
    if refusal.reason is Reason.DATABASE_UNAVAILABLE:
        refusal = Unavailable(DatabaseDamaged(words_of(error)))
    return sentence(refusal)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar: the caller reports how many of how many are done. Silent without a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report


def echo(sentence: str, **style: Any) -> None:
    """Print a message for the operator."""
    click.secho(sentence, **style)
