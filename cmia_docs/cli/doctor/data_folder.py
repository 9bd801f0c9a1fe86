"""What `flask doctor` asks of the stores: database, repositories, indexes, follow-up, letters, backups."""

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
from cmia_docs.stores.mail import SmtpMail, why_not_sent

_PATIENCE = timedelta(minutes=2)
_BACKUP_EVERY = timedelta(days=2)
_MANY_LOOSE = 50_000
_STALE_SECONDS = 600


def database(found: Installation) -> Iterator[CheckResult]:
    """It answers, and has the tables of this version."""
    schema = Schema.NONE if database_is_lost(found) else schema_of(found.engine)
    if schema is Schema.NONE:
        yield fault("database", sentence(Unavailable(Reason.DATABASE_LOST)))
    elif schema is Schema.OTHER:
        yield fault("database", sentence(Unavailable(Reason.DATABASE_OTHER_VERSION)))
    elif schema is Schema.EARLIER:
        yield note("database", "Of an earlier version: the next start upgrades it. Make a backup before.")
    else:
        with found.engine.connect() as connection:
            yield _sound_database(connection)


def _has_tables(found: Installation) -> bool:
    """Whether there is something to ask; where not, the check of the database has said so."""
    return not database_is_lost(found) and schema_of(found.engine) in (Schema.CURRENT, Schema.EARLIER)


def _sound_database(connection: Connection) -> CheckResult:
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if said != "ok":
            return fault("database", sentence(Unavailable(DatabaseDamaged(str(said)))))
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    return well("database", f"{connection.dialect.name} {version} answers, with the tables of this version.")


def repositories(found: Installation) -> Iterator[CheckResult]:
    """They are there, not cut in pieces, and free of locks that nobody holds."""
    check_repositories(found)
    for store in (services().drafts, services().register):
        size = store.size()
        stale = store.locks(older_than=_STALE_SECONDS)
        if stale:
            yield fault(
                "repositories",
                f"{store.path / stale[0]} was left by a killed process. Start the server, or run "
                "flask follow-up --once: both clear it away.",
            )
        elif lost := store.lost_refs():
            yield fault(
                "repositories",
                f"{store.path / lost[0]} is lost or damaged. Start the server, or run "
                "flask follow-up --once: both put it back from its log.",
            )
        elif size.loose > _MANY_LOOSE:
            yield note("repositories", f"{store.path.name} has {size.loose} small files: run flask maintain.")
        else:
            yield _readable(store, f"{size.bytes / 1e6:.1f} MB in {size.packs} packs and {size.loose} files")


def _readable(store: GitStore, said: str) -> CheckResult:
    refs = store.refs("refs/heads/")
    for oid in list(refs.values())[-1:]:
        store.commit_info(oid)
    return well("repositories", f"{store.path.name}: {len(refs)} branches, {said}.")


def indexes(found: Installation) -> Iterator[CheckResult]:
    """Both can be searched."""
    for name, index in (("adopted", services().adopted_index), ("drafts", services().drafts_index)):
        health = index.health()
        if health.ok:
            yield well("indexes", f"{name}: {health.entries} entries.")
        elif health.reason is not None:
            yield fault("indexes", sentence(Unavailable(health.reason)))


def following(found: Installation) -> Iterator[CheckResult]:
    """Events reach git, index and mail soon."""
    if not _has_tables(found):
        return
    with services().readers() as db:
        behind, newest = backlog(db), newest_event(db)
    now = services().clock()
    failure = last_failure(found.settings.data)
    if newest is not None and newest > now + _PATIENCE:
        yield fault(
            "clock", f"The last act is of {newest:%Y-%m-%d %H:%M} UTC, later than now: set the clock."
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
    """The sentence of a refusal; what else failed, as it was noted."""
    reason = failure.refusal_reason
    return failure.error if reason is None else sentence(Refused(reason))


def mail(found: Installation) -> Iterator[CheckResult]:
    """The server takes letters, and none was given up."""
    if not _has_tables(found):
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
                f"{_mail_server(found)} takes no letters: {why_not_sent(error)}. "
                "Look at the settings that begin with CMIA_SMTP_.",
            )
        else:
            yield well("mail", f"{_mail_server(found)} answers; {notices.waiting} letters wait.")
    else:
        yield note(
            "mail",
            f"Letters go into {found.settings.data / 'mail'}: set CMIA_SMTP_HOST to send them.",
        )
    if notices.tried:
        yield note("mail", f"{notices.tried} letters could not be sent yet and are tried again.")
    if notices.given_up:
        yield fault("mail", f"{notices.given_up} letters were given up: tell the people what they missed.")


def _mail_server(found: Installation) -> str:
    return f"{found.settings.smtp_host}:{found.settings.smtp_port}"


def backups(found: Installation) -> Iterator[CheckResult]:
    """One was made lately."""
    made = last_backup(found.settings.data)
    if made is None:
        yield note("backup", "None was ever made: set up the timer of docs/operations.md.")
    elif services().clock() - made > _BACKUP_EVERY:
        yield fault(
            "backup", f"The last one is of {made:%Y-%m-%d %H:%M} UTC: why does the timer not make them?"
        )
    else:
        yield well("backup", f"The last one is of {made:%Y-%m-%d %H:%M} UTC.")


STORES = (
    Check("database", database),
    Check("repositories", repositories),
    Check("indexes", indexes),
    Check("follow-up", following),
    Check("mail", mail),
    Check("backup", backups),
)
