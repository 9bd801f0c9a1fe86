"""The console's messages for refusals: what is wrong, and what to do.

Other refusals have the English messages of the pages; see `console.sentence`.
"""

from __future__ import annotations

from cmia_docs.errors import Refused

MESSAGES = {
    "backup.cannot_copy": "The database could not be copied: {why}. Free some space there and try again.",
    "backup.damaged": "The backup is damaged: {file} was changed. Use another one.",
    "backup.database_damaged": "The copy of the database is damaged: {why}. Use another backup.",
    "backup.differs": (
        "No backup was made: the copy would not pass `flask verify` ({count} differences, the first: "
        "{first}). "
        "Run flask verify, repair what it names, and try again."
    ),
    "backup.incomplete": "The backup is incomplete: {file} is missing. Use another one.",
    "backup.program_failed": "{program} failed: {why}",
    "backup.program_missing": (
        "{program} is not installed. On Debian: apt-get install postgresql-client, of the server's version"
    ),
    "backup.target_exists": "{target} exists already. Name a new folder; nothing was changed.",
    "backup.target_in_data": "{target} is in the data folder. Name a folder elsewhere, on another disk.",
    "council.time_zone": (
        'There is no time zone "{name}". Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC. '
        "If the name is right, this machine lacks the package tzdata: install the requirements."
    ),
    "data.being_made": "Another process is setting up {folder}. Wait until it has finished and try again.",
    "data.half_made": (
        "{folder} was left incomplete by a killed process, or holds other files. "
        "If nothing in it is yours, remove it (rm -r {folder}) and start again."
    ),
    "data.lost_repository": (
        "{folder} is missing or damaged. Restore it from a backup; nothing else was changed."
    ),
    "data.missing": (
        "There is no installation in {folder}. Create one: flask init --demo, or flask init --empty"
    ),
    "data.ready": "{folder} already holds an installation. `flask serve` starts it.",
    "data.served": (
        "{folder} is served already, by process {process} at {address}. "
        "Stop that first, or name another folder: CMIA_DATA=..."
    ),
    "database.busy": "Another process locks the database. Nothing was changed; try again.",
    "database.broken_references": (
        "The database holds rows that refer to missing ones, so it was not upgraded; nothing was changed. "
        "Restore it from a backup."
    ),
    "database.damaged": (
        "The database cannot be used: {why}. Restore it from a backup; or move it away, and `flask rebuild` "
        "creates it again from the repositories."
    ),
    "database.in_use": (
        "The database at CMIA_DATABASE_URL already holds a council. Name an empty one; nothing was changed."
    ),
    "database.lost": (
        "The database is lost, or was never created: `flask rebuild` creates it again from the repositories."
    ),
    "database.other_version": (
        "The database belongs to another version of the product. Use that version, or one newer than it."
    ),
    "database.sqlite_unsound": (
        "Python's SQLite {version} can corrupt a database, and the package pysqlite3 is missing. "
        "Install the requirements (make run does), or use PostgreSQL."
    ),
    "database.unavailable": "The database cannot be used at the moment. Nothing was changed; try again.",
    "database.unreachable": (
        "The database does not answer: {why}. Is its server running, and CMIA_DATABASE_URL right?"
    ),
    "database.url": (
        "CMIA_DATABASE_URL cannot be read. Write sqlite:////path/to/file or "
        "postgresql://user:password@host/database"
    ),
    "document.unknown": "There is no such document.",
    "file.not_toml": "{file} is not a settings file (TOML): {why}",
    "file.not_utf8": "{file} is not UTF-8 text. Save it as UTF-8 and try again.",
    "file.too_large": "{file} is too large: at most {largest} bytes.",
    "follow_up.busy": (
        "New events arrive continuously, or the mail server is very slow. "
        "`flask doctor` tells more; try again later."
    ),
    "git.cannot_maintain": "Git cannot pack the repository: {why}",
    "git.cannot_make_repository": "The repository {path} cannot be created: {why}",
    "git.cannot_move_ref": "The branches of the repository cannot be moved: {why}",
    "git.cannot_read_refs": "The repository cannot be read: {why}",
    "git.cannot_write": "The repository cannot be written: {why}. Nothing was changed.",
    "git.folder_in_use": "{path} holds other files, so no repository is created there.",
    "git.missing": "git is not installed. On Debian: apt-get install git",
    "git.no_such_commit": "The repository has lost a commit ({commit}). Restore it from a backup.",
    "git.no_such_file": "The repository has lost a file ({path}). Restore it from a backup.",
    "git.not_a_repository": "{path} is no repository, or is damaged. Restore it from a backup.",
    "git.object_damaged": "The repository is damaged (object {id}). Restore it from a backup.",
    "git.too_old": "git is too old: version {oldest} or newer is needed.",
    "journal.lost": "The branch of the journal is lost, and its log too. Restore drafts.git from a backup.",
    "journal.missing": "The repository has no journal, so there is nothing to rebuild from.",
    "journal.no_event": "The journal is damaged: commit {commit} names no event.",
    "journal.unreadable": "The journal is damaged: the event of commit {commit} cannot be read.",
    "rebuild.not_empty": (
        "The database is not empty. Move it away first; `flask verify` compares without changes."
    ),
    "register.lost": "The register's branch is lost, and its log too. Restore register.git from a backup.",
    "restore.database_not_empty": ("The database is not empty. Name an empty one; nothing was changed."),
    "restore.differs": (
        "The backup cannot be restored completely ({count} differences; the first: {first}). "
        "Nothing was changed; use another one."
    ),
    "restore.newer": (
        "{source} was made by a newer version of the product ({version}). Restore it with that version."
    ),
    "restore.no_backup": "{source} holds no backup, or one that was not finished.",
    "restore.other_database": "The backup holds a database of another kind. Set CMIA_DATABASE_URL: {needed}",
    "search.index_busy": "Another process is writing the search index {folder}. Try again in a moment.",
    "search.index_damaged": "The search index {folder} is damaged: `flask reindex` rebuilds it.",
    "search.index_missing": "The search index {folder} is missing: `flask reindex` rebuilds it.",
    "search.index_unwritable": "The search index {folder} cannot be written: {why}",
    "secret.damaged": "{file} is damaged. Remove it: the next start creates another one.",
    "secret.unreadable": "{file} cannot be read ({why}). Give it to the account that runs the product.",
    "storage.failing": "The disk cannot be written or read. Find the cause (see dmesg), then try again.",
    "storage.full": "The disk is full. Free some space; nothing was changed.",
    "storage.read_only": "The file system is read-only. Find the cause (see dmesg), then remount it.",
    "upkeep.busy": "A backup or the maintenance is running already. Try again when it has ended.",
}


def console_message(error: Refused) -> str | None:
    """The console's message for a refusal; None if it has none of its own."""
    if faults := error.details.get("faults"):
        assert isinstance(faults, tuple)  # noqa: S101 - settings.faults and council.faults list them so
        return "The settings are not valid:\n  " + "\n  ".join(faults)
    message = MESSAGES.get(error.reason)
    return None if message is None else message.format(**error.details)
