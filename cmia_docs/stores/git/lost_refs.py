"""Refs that were lost by a power cut or a damaged disk, detected and restored by their logs.

Git keeps a log of every ref (`core.logAllRefUpdates`) in a separate file; its last line holds the last commit
of the ref. The product never removes a ref, so a ref that has a log and cannot be read is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from git import GitCommandError, Repo

from cmia_docs.errors import Invalid, Refused, Unavailable
from cmia_docs.reasons.git import GitCannotMoveRef
from cmia_docs.stores.git.names import checked_ref
from cmia_docs.stores.git.refs import list_refs
from cmia_docs.stores.git.repos import last_line

_LINE = re.compile(rb"[0-9a-f]{40} ([0-9a-f]{40}) [^\n]*\n")


def lost_refs(repo: Repo, repository: Path) -> list[str]:
    """The full names of refs that have a log and cannot be read, sorted."""
    logs = repository / "logs"
    readable = _readable_refs(repo)
    logged = (str(log.relative_to(logs)) for log in logs.glob("refs/**/*") if log.is_file())
    return sorted(name for name in logged if name not in readable and _is_ref(name))


def restore_refs(repo: Repo, repository: Path, read: Callable[[str], object]) -> list[str]:
    """Set each lost ref to the last commit in its log that can be read; returns the names of restored refs.

    Only under the follow-up's lock. A ref whose log is lost too stays lost. `Unavailable` if git fails.
    """
    lost = lost_refs(repo, repository)
    if lost and not _can_be_listed(repo):
        (repository / "packed-refs").replace(repository / "packed-refs.damaged")
        lost = lost_refs(repo, repository)
    last = {name: _last_commit(repository / "logs" / name, read) for name in lost}
    restorable = {name: oid for name, oid in last.items() if oid is not None}
    for name, oid in restorable.items():
        # Git does not update a ref whose file it cannot read.
        (repository / name).unlink(missing_ok=True)
        try:
            repo.git.update_ref(name, oid)
        except GitCommandError as error:
            raise Unavailable(GitCannotMoveRef(ref=name, why=last_line(error))) from error
    return list(restorable)


def _readable_refs(repo: Repo) -> dict[str, str]:
    """The refs that git lists; none at all where packed-refs is damaged."""
    with suppress(Unavailable):
        return list_refs(repo, "refs/")
    return {}


def _can_be_listed(repo: Repo) -> bool:
    try:
        list_refs(repo, "refs/")
    except Unavailable as error:
        return "packed-refs" not in str(error)
    return True


def _is_ref(name: str) -> bool:
    try:
        return bool(checked_ref(name))
    except Invalid:
        return False


def _last_commit(log: Path, read: Callable[[str], object]) -> str | None:
    """The last readable commit of a log, whose last lines may be truncated or name objects that are lost."""
    commits: list[str] = [match[1].decode("ascii") for match in _LINE.finditer(log.read_bytes())]
    for oid in reversed(commits):
        with suppress(Refused):
            read(oid)
            return oid
    return None
