"""What a refusal says on the console, where the pages have no sentence for it: what is wrong, what to do.

Reasons that pages know too are said in the pages' English words; see `console.sentence`.
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

_FAULTS = "The settings cannot be taken:\n  {faults}"

SENTENCES: Mapping[ReasonKind, str] = {
    BackupCannotCopy: "The copy of the database was not made: {why}. Make room there and try again.",
    BackupDamaged: "The backup is damaged: {file} is not what it was. Take another one.",
    BackupDatabaseDamaged: "The copy of the database is damaged: {why}. Take another backup.",
    BackupDiffers: (
        "No backup was made: the copy would not pass `flask verify` ({count} differences, the first: "
        "{first}). "
        "Run flask verify, mend what it names, and try again."
    ),
    BackupIncomplete: "The backup is incomplete: {file} is missing. Take another one.",
    BackupProgramFailed: "{program} failed: {why}",
    BackupProgramMissing: (
        "{program} is not installed. On Debian: apt-get install postgresql-client, of the server's version"
    ),
    BackupTargetExists: "{target} is there already. Name a folder that is not; nothing was changed.",
    BackupTargetInData: "{target} lies in the data folder. Name a folder elsewhere, on another disk.",
    CouncilFaults: _FAULTS,
    CouncilTimeZone: (
        'There is no time zone "{name}". Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC. '
        "Where the name is right, this machine lacks the package tzdata: install the requirements."
    ),
    DataBeingMade: "{folder} is being set up by another start. Wait until that is done and try again.",
    DataHalfMade: (
        "{folder} was begun by a start that was killed, or holds something else. "
        "If nothing in it is yours, remove it (rm -r {folder}) and start again."
    ),
    DataLostRepository: (
        "{folder} is missing or damaged. Put it back from a backup; nothing else was changed."
    ),
    DataMissing: ("There is no installation in {folder}. Make one: flask init --demo, or flask init --empty"),
    DataReady: "{folder} holds an installation already. `flask serve` starts it.",
    DataServed: (
        "{folder} is served already, by process {process} at {address}. "
        "Stop that first, or name another folder: CMIA_DATA=..."
    ),
    Reason.DATABASE_BUSY: "Another process keeps the database for itself. Nothing was changed; try again.",
    Reason.DATABASE_BROKEN_REFERENCES: (
        "The database holds rows that refer to missing ones, so it was not upgraded; nothing was changed. "
        "Put it back from a backup."
    ),
    DatabaseDamaged: (
        "The database cannot be used: {why}. Put it back from a backup; or move it away, and `flask rebuild` "
        "makes it again from the repositories."
    ),
    Reason.DATABASE_IN_USE: (
        "The database at CMIA_DATABASE_URL holds a council already. Name an empty one; nothing was changed."
    ),
    Reason.DATABASE_LOST: (
        "The database is lost, or was never made: `flask rebuild` makes it again from the repositories."
    ),
    Reason.DATABASE_OTHER_VERSION: (
        "The database belongs to another version of the product. Use that version, or one newer than it."
    ),
    DatabaseSqliteUnsound: (
        "Python's SQLite {version} can corrupt a database, and the package pysqlite3 is missing. "
        "Install the requirements (make run does), or use PostgreSQL."
    ),
    Reason.DATABASE_UNAVAILABLE: "The database cannot be used just now. Nothing was changed; try again.",
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
    FileTooLarge: "{file} is too large: {largest} bytes at the most.",
    Reason.FOLLOW_UP_BUSY: (
        "Events are being carried on without end, or the mail server is very slow. "
        "`flask doctor` says more; try again later."
    ),
    GitCannotMaintain: "Git cannot pack the repository: {why}",
    GitCannotMakeRepository: "The repository {path} cannot be made: {why}",
    GitCannotMoveRef: "The repository does not let its branches move: {why}",
    GitCannotReadRefs: "The repository cannot be read: {why}",
    GitCannotWrite: "The repository cannot be written: {why}. Nothing was changed.",
    GitFolderInUse: "{path} holds other files, so no repository is made there.",
    Reason.GIT_MISSING: "git is not installed. On Debian: apt-get install git",
    GitNoSuchCommit: "The repository has lost a commit ({commit}). Put it back from a backup.",
    GitNoSuchFile: "The repository has lost a file ({path}). Put it back from a backup.",
    GitNotARepository: "{path} is no repository, or is damaged. Put it back from a backup.",
    GitObjectDamaged: "The repository is damaged (object {id}). Put it back from a backup.",
    GitTooOld: "git is too old: version {oldest} or newer is needed.",
    Reason.JOURNAL_LOST: (
        "The branch of the journal is lost, and its log too. Put drafts.git back from a backup."
    ),
    Reason.JOURNAL_MISSING: "The repository has no journal, so there is nothing to rebuild from.",
    JournalNoEvent: "The journal is damaged: commit {commit} names no event.",
    JournalUnreadable: "The journal is damaged: the event of commit {commit} cannot be read.",
    Reason.REBUILD_NOT_EMPTY: (
        "The database is not empty. Move it away first; `flask verify` compares without changes."
    ),
    Reason.REGISTER_LOST: (
        "The register's branch is lost, and its log too. Put register.git back from a backup."
    ),
    Reason.RESTORE_DATABASE_NOT_EMPTY: ("The database is not empty. Name an empty one; nothing was changed."),
    RestoreDiffers: (
        "The backup cannot be restored whole ({count} differences; the first: {first}). "
        "Nothing was kept; take another one."
    ),
    RestoreNewer: (
        "{source} was made by a newer version of the product ({version}). Restore it with that version."
    ),
    RestoreNoBackup: "{source} holds no backup, or one that was not finished.",
    RestoreOtherDatabase: "The backup holds a database of another kind. Set CMIA_DATABASE_URL: {needed}",
    SearchIndexBusy: "Another process is writing the search index {folder}. Try again in a moment.",
    SearchIndexDamaged: "The search index {folder} is damaged: `flask reindex` builds it anew.",
    SearchIndexMissing: "The search index {folder} is missing: `flask reindex` builds it anew.",
    SearchIndexUnwritable: "The search index {folder} cannot be written: {why}",
    SecretDamaged: "{file} is damaged. Remove it: the next start makes another one.",
    SecretUnreadable: "{file} cannot be read ({why}). Give it to the account that runs the product.",
    SettingsFaults: _FAULTS,
    Reason.STORAGE_FAILING: (
        "The disk cannot be written or read. See what is wrong (dmesg says), then try again."
    ),
    Reason.STORAGE_FULL: "The disk is full. Make room; nothing was changed.",
    Reason.STORAGE_READ_ONLY: (
        "The file system is read-only. See why (dmesg says), then mount it for writing."
    ),
    Reason.UPKEEP_BUSY: "A backup, or housekeeping, is at work already. Try again when it has ended.",
}


def own_sentence(error: Refused) -> str | None:
    """The console's words for a refusal; None where it has none of its own."""
    form = SENTENCES.get(error.kind)
    if form is None:
        return None
    return form.format(**{name: _worded(value) for name, value in error.details.items()})


def _worded(value: object) -> object:
    """A list has a line for each entry."""
    return "\n  ".join(value) if isinstance(value, tuple) else value
