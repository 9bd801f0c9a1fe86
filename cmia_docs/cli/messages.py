"""The console's messages for refusals: what is wrong, and what to do.

Other refusals have the English messages of the pages; see `console.sentence`.
"""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.errors import Refused
from cmia_docs.reasons import Reason, ReasonKind
from cmia_docs.reasons.council import CouncilFaults, CouncilTimeZone
from cmia_docs.reasons.git import (
    GitCannotMaintain,
    GitCannotMakeRepository,
    GitCannotMoveRef,
    GitCannotReadRefs,
    GitCannotWrite,
    GitFolderInUse,
    GitNoSuchCommit,
    GitNoSuchFile,
    GitNotARepository,
    GitObjectDamaged,
    GitTooOld,
)
from cmia_docs.reasons.operation import (
    BackupCannotCopy,
    BackupDamaged,
    BackupDatabaseDamaged,
    BackupDiffers,
    BackupIncomplete,
    BackupProgramFailed,
    BackupProgramMissing,
    BackupTargetExists,
    BackupTargetInData,
    DatabaseDamaged,
    DatabaseSqliteUnsound,
    DatabaseUnreachable,
    DataBeingMade,
    DataHalfMade,
    DataLostRepository,
    DataMissing,
    DataReady,
    DataServed,
    FileNotToml,
    FileNotUtf8,
    FileTooLarge,
    JournalNoEvent,
    JournalUnreadable,
    RestoreDiffers,
    RestoreNewer,
    RestoreNoBackup,
    RestoreOtherDatabase,
    SecretDamaged,
    SecretUnreadable,
    SettingsFaults,
)
from cmia_docs.reasons.search import (
    SearchIndexBusy,
    SearchIndexDamaged,
    SearchIndexMissing,
    SearchIndexUnwritable,
)

_FAULTS = "The settings are not valid:\n  {faults}"

CONSOLE_MESSAGES: Mapping[ReasonKind, str] = {
    BackupCannotCopy: "The database could not be copied: {why}. Free some space there and try again.",
    BackupDamaged: "The backup is damaged: {file} was changed. Use another one.",
    BackupDatabaseDamaged: "The copy of the database is damaged: {why}. Use another backup.",
    BackupDiffers: (
        "No backup was made: the copy would not pass `flask verify` ({count} differences, the first: "
        "{first}). "
        "Run flask verify, repair what it names, and try again."
    ),
    BackupIncomplete: "The backup is incomplete: {file} is missing. Use another one.",
    BackupProgramFailed: "{program} failed: {why}",
    BackupProgramMissing: (
        "{program} is not installed. On Debian: apt-get install postgresql-client, of the server's version"
    ),
    BackupTargetExists: "{target} exists already. Name a new folder; nothing was changed.",
    BackupTargetInData: "{target} is in the data folder. Name a folder elsewhere, on another disk.",
    CouncilFaults: _FAULTS,
    CouncilTimeZone: (
        'There is no time zone "{name}". Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC. '
        "If the name is right, this machine lacks the package tzdata: install the requirements."
    ),
    DataBeingMade: "Another process is setting up {folder}. Wait until it has finished and try again.",
    DataHalfMade: (
        "{folder} was left incomplete by a killed process, or holds other files. "
        "If nothing in it is yours, remove it (rm -r {folder}) and start again."
    ),
    DataLostRepository: (
        "{folder} is missing or damaged. Restore it from a backup; nothing else was changed."
    ),
    DataMissing: (
        "There is no installation in {folder}. Create one: flask init --demo, or flask init --empty"
    ),
    DataReady: "{folder} already holds an installation. `flask serve` starts it.",
    DataServed: (
        "{folder} is served already, by process {process} at {address}. "
        "Stop that first, or name another folder: CMIA_DATA=..."
    ),
    Reason.DATABASE_BUSY: "Another process locks the database. Nothing was changed; try again.",
    Reason.DATABASE_BROKEN_REFERENCES: (
        "The database holds rows that refer to missing ones, so it was not upgraded; nothing was changed. "
        "Restore it from a backup."
    ),
    DatabaseDamaged: (
        "The database cannot be used: {why}. Restore it from a backup; or move it away, and `flask rebuild` "
        "creates it again from the repositories."
    ),
    Reason.DATABASE_IN_USE: (
        "The database at CMIA_DATABASE_URL already holds a council. Name an empty one; nothing was changed."
    ),
    Reason.DATABASE_LOST: (
        "The database is lost, or was never created: `flask rebuild` creates it again from the repositories."
    ),
    Reason.DATABASE_OTHER_VERSION: (
        "The database belongs to another version of the product. Use that version, or one newer than it."
    ),
    DatabaseSqliteUnsound: (
        "Python's SQLite {version} can corrupt a database, and the package pysqlite3 is missing. "
        "Install the requirements (make run does), or use PostgreSQL."
    ),
    Reason.DATABASE_UNAVAILABLE: "The database cannot be used at the moment. Nothing was changed; try again.",
    DatabaseUnreachable: (
        "The database does not answer: {why}. Is its server running, and CMIA_DATABASE_URL right?"
    ),
    Reason.DATABASE_URL: (
        "CMIA_DATABASE_URL cannot be read. Write sqlite:////path/to/file or "
        "postgresql://user:password@host/database"
    ),
    Reason.DOCUMENT_UNKNOWN: "There is no such document.",
    FileNotToml: "{file} is not a settings file (TOML): {why}",
    FileNotUtf8: "{file} is not UTF-8 text. Save it as UTF-8 and try again.",
    FileTooLarge: "{file} is too large: at most {largest} bytes.",
    Reason.FOLLOW_UP_BUSY: (
        "New events arrive continuously, or the mail server is very slow. "
        "`flask doctor` tells more; try again later."
    ),
    GitCannotMaintain: "Git cannot pack the repository: {why}",
    GitCannotMakeRepository: "The repository {path} cannot be created: {why}",
    GitCannotMoveRef: "The branches of the repository cannot be moved: {why}",
    GitCannotReadRefs: "The repository cannot be read: {why}",
    GitCannotWrite: "The repository cannot be written: {why}. Nothing was changed.",
    GitFolderInUse: "{path} holds other files, so no repository is created there.",
    Reason.GIT_MISSING: "git is not installed. On Debian: apt-get install git",
    GitNoSuchCommit: "The repository has lost a commit ({commit}). Restore it from a backup.",
    GitNoSuchFile: "The repository has lost a file ({path}). Restore it from a backup.",
    GitNotARepository: "{path} is no repository, or is damaged. Restore it from a backup.",
    GitObjectDamaged: "The repository is damaged (object {id}). Restore it from a backup.",
    GitTooOld: "git is too old: version {oldest} or newer is needed.",
    Reason.JOURNAL_LOST: (
        "The branch of the journal is lost, and its log too. Restore drafts.git from a backup."
    ),
    Reason.JOURNAL_MISSING: "The repository has no journal, so there is nothing to rebuild from.",
    JournalNoEvent: "The journal is damaged: commit {commit} names no event.",
    JournalUnreadable: "The journal is damaged: the event of commit {commit} cannot be read.",
    Reason.MAINTENANCE_BUSY: "A backup or the maintenance is running already. Try again when it has ended.",
    Reason.REBUILD_NOT_EMPTY: (
        "The database is not empty. Move it away first; `flask verify` compares without changes."
    ),
    Reason.REGISTER_LOST: (
        "The register's branch is lost, and its log too. Restore register.git from a backup."
    ),
    Reason.RESTORE_DATABASE_NOT_EMPTY: ("The database is not empty. Name an empty one; nothing was changed."),
    RestoreDiffers: (
        "The backup cannot be restored completely ({count} differences; the first: {first}). "
        "Nothing was changed; use another one."
    ),
    RestoreNewer: (
        "{source} was made by a newer version of the product ({version}). Restore it with that version."
    ),
    RestoreNoBackup: "{source} holds no backup, or one that was not finished.",
    RestoreOtherDatabase: "The backup holds a database of another kind. Set CMIA_DATABASE_URL: {needed}",
    SearchIndexBusy: "Another process is writing the search index {folder}. Try again in a moment.",
    SearchIndexDamaged: "The search index {folder} is damaged: `flask reindex` rebuilds it.",
    SearchIndexMissing: "The search index {folder} is missing: `flask reindex` rebuilds it.",
    SearchIndexUnwritable: "The search index {folder} cannot be written: {why}",
    SecretDamaged: "{file} is damaged. Remove it: the next start creates another one.",
    SecretUnreadable: "{file} cannot be read ({why}). Give it to the account that runs the product.",
    SettingsFaults: _FAULTS,
    Reason.STORAGE_FAILING: "The disk cannot be written or read. Find the cause (see dmesg), then try again.",
    Reason.STORAGE_FULL: "The disk is full. Free some space; nothing was changed.",
    Reason.STORAGE_READ_ONLY: "The file system is read-only. Find the cause (see dmesg), then remount it.",
}


def console_message(error: Refused) -> str | None:
    """The console's message for a refusal; None if it has none of its own."""
    form = CONSOLE_MESSAGES.get(error.kind)
    if form is None:
        return None
    return form.format(**{name: _worded(value) for name, value in error.details.items()})


def _worded(value: object) -> object:
    """A list has a line for each entry."""
    return "\n  ".join(value) if isinstance(value, tuple) else value
