"""What a refusal says on the console, where the pages have no sentence for it: what is wrong, what to do.

Reasons that pages know too are said in the pages' English words; see `console.sentence`.
"""

from __future__ import annotations

from cmia_docs.errors import Refused

SENTENCES = {
    "backup.cannot_copy": "The copy of the database was not made: {why}. Make room there and try again.",
    "backup.damaged": "The backup is damaged: {file} is not what it was. Take another one.",
    "backup.database_damaged": "The copy of the database is damaged: {why}. Take another backup.",
    "backup.differs": (
        "No backup was made: the copy would not pass `flask verify` ({count} differences, the first: "
        "{first}). "
        "Run flask verify, mend what it names, and try again."
    ),
    "backup.incomplete": "The backup is incomplete: {file} is missing. Take another one.",
    "backup.program_failed": "{program} failed: {why}",
    "backup.program_missing": (
        "{program} is not installed. On Debian: apt-get install postgresql-client, of the server's version"
    ),
    "backup.target_exists": "{target} is there already. Name a folder that is not; nothing was changed.",
    "backup.target_in_data": "{target} lies in the data folder. Name a folder elsewhere, on another disk.",
    "council.time_zone": (
        'There is no time zone "{name}". Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC. '
        "Where the name is right, this machine lacks the package tzdata: install the requirements."
    ),
    "data.being_made": "{folder} is being set up by another start. Wait until that is done and try again.",
    "data.half_made": (
        "{folder} was begun by a start that was killed, or holds something else. "
        "If nothing in it is yours, remove it (rm -r {folder}) and start again."
    ),
    "data.lost_repository": (
        "{folder} is missing or damaged. Put it back from a backup; nothing else was changed."
    ),
    "data.missing": (
        "There is no installation in {folder}. Make one: flask init --demo, or flask init --empty"
    ),
    "data.ready": "{folder} holds an installation already. `flask serve` starts it.",
    "data.served": (
        "{folder} is served already, by process {process} at {address}. "
        "Stop that first, or name another folder: CMIA_DATA=..."
    ),
    "database.busy": "Another process keeps the database for itself. Nothing was changed; try again.",
    "database.broken_references": (
        "The database holds rows that refer to missing ones, so it was not upgraded; nothing was changed. "
        "Put it back from a backup."
    ),
    "database.damaged": (
        "The database cannot be used: {why}. Put it back from a backup; or move it away, and `flask rebuild` "
        "makes it again from the repositories."
    ),
    "database.in_use": (
        "The database at CMIA_DATABASE_URL holds a council already. Name an empty one; nothing was changed."
    ),
    "database.lost": (
        "The database is lost, or was never made: `flask rebuild` makes it again from the repositories."
    ),
    "database.other_version": (
        "The database belongs to another version of the product. Use that version, or one newer than it."
    ),
    "database.sqlite_unsound": (
        "Python's SQLite {version} can corrupt a database, and the package pysqlite3 is missing. "
        "Install the requirements (make run does), or use PostgreSQL."
    ),
    "database.unavailable": "The database cannot be used just now. Nothing was changed; try again.",
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
    "file.too_large": "{file} is too large: {largest} bytes at the most.",
    "follow_up.busy": (
        "Events are being carried on without end, or the mail server is very slow. "
        "`flask doctor` says more; try again later."
    ),
    "git.cannot_maintain": "Git cannot pack the repository: {why}",
    "git.cannot_make_repository": "The repository {path} cannot be made: {why}",
    "git.cannot_move_ref": "The repository does not let its branches move: {why}",
    "git.cannot_read_refs": "The repository cannot be read: {why}",
    "git.cannot_write": "The repository cannot be written: {why}. Nothing was changed.",
    "git.folder_in_use": "{path} holds other files, so no repository is made there.",
    "git.missing": "git is not installed. On Debian: apt-get install git",
    "git.no_such_commit": "The repository has lost a commit ({commit}). Put it back from a backup.",
    "git.no_such_file": "The repository has lost a file ({path}). Put it back from a backup.",
    "git.not_a_repository": "{path} is no repository, or is damaged. Put it back from a backup.",
    "git.object_damaged": "The repository is damaged (object {id}). Put it back from a backup.",
    "git.too_old": "git is too old: version {oldest} or newer is needed.",
    "journal.lost": "The branch of the journal is lost, and its log too. Put drafts.git back from a backup.",
    "journal.missing": "The repository has no journal, so there is nothing to rebuild from.",
    "journal.no_event": "The journal is damaged: commit {commit} names no event.",
    "journal.unreadable": "The journal is damaged: the event of commit {commit} cannot be read.",
    "rebuild.not_empty": (
        "The database is not empty. Move it away first; `flask verify` compares without changes."
    ),
    "register.lost": "The register's branch is lost, and its log too. Put register.git back from a backup.",
    "restore.database_not_empty": ("The database is not empty. Name an empty one; nothing was changed."),
    "restore.differs": (
        "The backup cannot be restored whole ({count} differences; the first: {first}). "
        "Nothing was kept; take another one."
    ),
    "restore.newer": (
        "{source} was made by a newer version of the product ({version}). Restore it with that version."
    ),
    "restore.no_backup": "{source} holds no backup, or one that was not finished.",
    "restore.other_database": "The backup holds a database of another kind. Set CMIA_DATABASE_URL: {needed}",
    "search.index_busy": "Another process is writing the search index {folder}. Try again in a moment.",
    "search.index_damaged": "The search index {folder} is damaged: `flask reindex` builds it anew.",
    "search.index_missing": "The search index {folder} is missing: `flask reindex` builds it anew.",
    "search.index_unwritable": "The search index {folder} cannot be written: {why}",
    "secret.damaged": "{file} is damaged. Remove it: the next start makes another one.",
    "secret.unreadable": "{file} cannot be read ({why}). Give it to the account that runs the product.",
    "storage.failing": "The disk cannot be written or read. See what is wrong (dmesg says), then try again.",
    "storage.full": "The disk is full. Make room; nothing was changed.",
    "storage.read_only": "The file system is read-only. See why (dmesg says), then mount it for writing.",
    "upkeep.busy": "A backup, or housekeeping, is at work already. Try again when it has ended.",
}


def own_sentence(error: Refused) -> str | None:
    """The console's words for a refusal; None where it has none of its own."""
    if faults := error.details.get("faults"):
        assert isinstance(faults, tuple)  # noqa: S101 - settings.faults and council.faults list them so
        return "The settings cannot be taken:\n  " + "\n  ".join(faults)
    form = SENTENCES.get(error.reason)
    return None if form is None else form.format(**error.details)
