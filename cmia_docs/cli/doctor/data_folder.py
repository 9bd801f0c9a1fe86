"""The checks of `flask doctor` on the stores: database, repositories, indexes, follow-up, mail, backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection

from cmia_docs.actions.follow_up.worker import Failure, last_failure
from cmia_docs.actions.operation.backup import last_backup
from cmia_docs.cli.checks import check_repositories, database_is_lost
from cmia_docs.cli.console import sentence, services
from cmia_docs.cli.doctor.check_result import Check, CheckResult, fault, note, well
from cmia_docs.errors import Refused, Unavailable
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import Schema, schema_of
from cmia_docs.queries.operation.operation import backlog, newest_event, notice_queue
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import DatabaseDamaged
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.mail import SmtpMail

_PATIENCE = timedelta(minutes=2)
_BACKUP_EVERY = timedelta(days=2)
_MANY_LOOSE = 50_000
_STALE_SECONDS = 600


def database(installation: Installation) -> Iterator[CheckResult]:
    """It answers, and has the tables of this version."""
    schema = Schema.NONE if database_is_lost(installation) else schema_of(installation.engine)
    if schema is Schema.NONE:
        yield fault("database", sentence(Unavailable(Reason.DATABASE_LOST)))
    elif schema is Schema.OTHER:
        yield fault("database", sentence(Unavailable(Reason.DATABASE_OTHER_VERSION)))
    elif schema is Schema.EARLIER:
        yield note("database", "Of an earlier version: the next start upgrades it. Make a backup before.")
    else:
        with installation.engine.connect() as connection:
            yield _check_database(connection)


def _has_tables(installation: Installation) -> bool:
    """Whether the database can be queried; if not, the check of the database reports it."""
    return not database_is_lost(installation) and schema_of(installation.engine) in (
        Schema.CURRENT,
        Schema.EARLIER,
    )


def _check_database(connection: Connection) -> CheckResult:
    if connection.dialect.name == "sqlite":
        outcome = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if outcome != "ok":
            return fault("database", sentence(Unavailable(DatabaseDamaged(str(outcome)))))
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    return well("database", f"{connection.dialect.name} {version} answers, with the tables of this version.")


def repositories(installation: Installation) -> Iterator[CheckResult]:
    """They exist, are packed, and have no leftover locks."""
    check_repositories(installation)
    for store in (services().drafts, services().register):
        size = store.size()
        stale = store.locks(older_than=_STALE_SECONDS)
        if stale:
            yield fault(
                "repositories",
                f"{store.path / stale[0]} was left by a killed process. Start the server, or run "
                "flask follow-up --once: both remove it.",
            )
        elif lost := store.lost_refs():
            yield fault(
                "repositories",
                f"{store.path / lost[0]} is lost or damaged. Start the server, or run "
                "flask follow-up --once: both restore it from its log.",
            )
        elif size.loose > _MANY_LOOSE:
            yield note("repositories", f"{store.path.name} has {size.loose} small files: run flask maintain.")
        else:
            yield _readable(store, f"{size.bytes / 1e6:.1f} MB in {size.packs} packs and {size.loose} files")


def _readable(store: GitStore, size: str) -> CheckResult:
    refs = store.refs("refs/heads/")
    for oid in list(refs.values())[-1:]:
        store.commit_info(oid)
    return well("repositories", f"{store.path.name}: {len(refs)} branches, {size}.")


def indexes(installation: Installation) -> Iterator[CheckResult]:
    """Both can be searched."""
    for name, index in (("adopted", services().adopted_index), ("drafts", services().drafts_index)):
        health = index.health()
        if health.ok:
            yield well("indexes", f"{name}: {health.entries} entries.")
        elif health.reason is not None:
            yield fault("indexes", sentence(Unavailable(health.reason)))


def follow_up(installation: Installation) -> Iterator[CheckResult]:
    """Events reach git, index and mail soon."""
    if not _has_tables(installation):
        return
    with services().readers() as db:
        behind, newest = backlog(db), newest_event(db)
    now = services().clock()
    failure = last_failure(installation.settings.data)
    if newest is not None and newest > now + _PATIENCE:
        yield fault(
            "clock", f"The last event is of {newest:%Y-%m-%d %H:%M} UTC, later than now: set the clock."
        )
    if failure is not None:
        yield fault("follow-up", f"Failing since {failure.at}; {behind.events} events wait. {_why(failure)}")
    elif behind.oldest is not None and now - behind.oldest > _PATIENCE:
        yield fault(
            "follow-up",
            f"{behind.events} events wait since {behind.oldest:%Y-%m-%d %H:%M} UTC. "
            "Start the server, or run flask follow-up.",
        )
    else:
        yield well("follow-up", f"{behind.events} events wait.")


def _why(failure: Failure) -> str:
    """The message of a recorded refusal; the recorded words of another error."""
    reason = failure.refusal_reason
    return failure.error if reason is None else sentence(Refused(reason))


def mail(installation: Installation) -> Iterator[CheckResult]:
    """The server accepts mail, and no notice was given up."""
    if not _has_tables(installation):
        return
    with services().readers() as db:
        notices = notice_queue(db)
    sender = services().mail
    if isinstance(sender, SmtpMail):
        try:
            sender.check()
        except Refused as error:
            yield fault(
                "mail",
                f"{_mail_server(installation)} accepts no mail: {error.details.get('why')}. "
                "Check the settings that begin with CMIA_SMTP_.",
            )
        else:
            yield well("mail", f"{_mail_server(installation)} answers; {notices.waiting} notices wait.")
    else:
        yield note(
            "mail",
            f"Notices are written to {installation.settings.data / 'mail'}: set CMIA_SMTP_HOST to send them.",
        )
    if notices.tried:
        yield note("mail", f"{notices.tried} notices could not be sent yet and are tried again.")
    if notices.given_up:
        yield fault("mail", f"{notices.given_up} notices were given up: tell the people what they missed.")


def _mail_server(installation: Installation) -> str:
    return f"{installation.settings.smtp_host}:{installation.settings.smtp_port}"


def backups(installation: Installation) -> Iterator[CheckResult]:
    """A recent one exists."""
    last = last_backup(installation.settings.data)
    if last is None:
        yield note("backup", "There is none yet: set up the timer of docs/operations.md.")
    elif services().clock() - last > _BACKUP_EVERY:
        yield fault(
            "backup", f"The last one is of {last:%Y-%m-%d %H:%M} UTC: check why the timer makes none."
        )
    else:
        yield well("backup", f"The last one is of {last:%Y-%m-%d %H:%M} UTC.")


STORES = (
    Check("database", database),
    Check("repositories", repositories),
    Check("indexes", indexes),
    Check("follow-up", follow_up),
    Check("mail", mail),
    Check("backup", backups),
)
