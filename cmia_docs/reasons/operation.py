"""Reasons with details: the data folder, database, backups, files and mail of an installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cmia_docs.reasons import Detailed


@dataclass(frozen=True)
class BackupCannotCopy(Detailed):
    CODE = "backup.cannot_copy"
    why: str


@dataclass(frozen=True)
class BackupDamaged(Detailed):
    CODE = "backup.damaged"
    file: str


@dataclass(frozen=True)
class BackupDatabaseDamaged(Detailed):
    CODE = "backup.database_damaged"
    why: str


@dataclass(frozen=True)
class BackupDiffers(Detailed):
    CODE = "backup.differs"
    count: int
    first: str


@dataclass(frozen=True)
class BackupIncomplete(Detailed):
    CODE = "backup.incomplete"
    file: str


@dataclass(frozen=True)
class BackupProgramFailed(Detailed):
    CODE = "backup.program_failed"
    program: str
    why: str


@dataclass(frozen=True)
class BackupProgramMissing(Detailed):
    CODE = "backup.program_missing"
    program: str


@dataclass(frozen=True)
class BackupTargetExists(Detailed):
    CODE = "backup.target_exists"
    target: Path


@dataclass(frozen=True)
class BackupTargetInData(Detailed):
    CODE = "backup.target_in_data"
    target: Path


@dataclass(frozen=True)
class DataBeingMade(Detailed):
    CODE = "data.being_made"
    folder: Path


@dataclass(frozen=True)
class DataHalfMade(Detailed):
    CODE = "data.half_made"
    folder: Path


@dataclass(frozen=True)
class DataLostRepository(Detailed):
    CODE = "data.lost_repository"
    folder: Path


@dataclass(frozen=True)
class DataMissing(Detailed):
    CODE = "data.missing"
    folder: Path


@dataclass(frozen=True)
class DataReady(Detailed):
    CODE = "data.ready"
    folder: Path


@dataclass(frozen=True)
class DataServed(Detailed):
    CODE = "data.served"
    folder: Path
    process: str
    address: str


@dataclass(frozen=True)
class DatabaseDamaged(Detailed):
    CODE = "database.damaged"
    why: str


@dataclass(frozen=True)
class DatabaseSqliteUnsound(Detailed):
    CODE = "database.sqlite_unsound"
    version: str


@dataclass(frozen=True)
class DatabaseUnreachable(Detailed):
    CODE = "database.unreachable"
    why: str


@dataclass(frozen=True)
class FileNotToml(Detailed):
    CODE = "file.not_toml"
    file: Path
    why: str


@dataclass(frozen=True)
class FileNotUtf8(Detailed):
    CODE = "file.not_utf8"
    file: Path


@dataclass(frozen=True)
class FileTooLarge(Detailed):
    CODE = "file.too_large"
    file: Path
    largest: int


@dataclass(frozen=True)
class JournalNoEvent(Detailed):
    CODE = "journal.no_event"
    commit: str


@dataclass(frozen=True)
class JournalUnreadable(Detailed):
    CODE = "journal.unreadable"
    commit: str


@dataclass(frozen=True)
class MailBadAddress(Detailed):
    CODE = "mail.bad_address"
    address: str


@dataclass(frozen=True)
class MailNotSent(Detailed):
    CODE = "mail.not_sent"
    why: str


@dataclass(frozen=True)
class MailRecipientRefused(Detailed):
    CODE = "mail.recipient_refused"
    to: str
    why: str


@dataclass(frozen=True)
class RestoreDiffers(Detailed):
    CODE = "restore.differs"
    count: int
    first: str


@dataclass(frozen=True)
class RestoreNewer(Detailed):
    CODE = "restore.newer"
    source: Path
    version: str


@dataclass(frozen=True)
class RestoreNoBackup(Detailed):
    CODE = "restore.no_backup"
    source: Path


@dataclass(frozen=True)
class RestoreOtherDatabase(Detailed):
    CODE = "restore.other_database"
    needed: str


@dataclass(frozen=True)
class RouteUndeclared(Detailed):
    CODE = "route.undeclared"
    endpoint: str | None


@dataclass(frozen=True)
class SecretDamaged(Detailed):
    CODE = "secret.damaged"
    file: Path


@dataclass(frozen=True)
class SecretUnreadable(Detailed):
    CODE = "secret.unreadable"
    file: Path
    why: str


@dataclass(frozen=True)
class SettingsFaults(Detailed):
    CODE = "settings.faults"
    faults: tuple[str, ...]
