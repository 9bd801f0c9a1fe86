"""Refs that a power cut or a damaged disk took away, found and put back by their logs.

Git keeps a log of every ref (`core.logAllRefUpdates`) in a file of its own; its last line says where the ref
stood. Nothing of ours ever removes a ref, so one that has a log and cannot be read is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from git import GitCommandError, Repo

from cmia_docs.errors import Invalid, Refused, Unavailable
from cmia_docs.stores.git.names import checked_ref
from cmia_docs.stores.git.refs import list_refs
from cmia_docs.stores.git.repos import last_line

_LINE = re.compile(rb"[0-9a-f]{40} ([0-9a-f]{40}) [^\n]*\n")


def lost_refs(repo: Repo, repository: Path) -> list[str]:
    """Full names of the refs that have a log and cannot be read, sorted."""
    logs = repository / "logs"
    there = _readable(repo)
    logged = (str(log.relative_to(logs)) for log in logs.glob("refs/**/*") if log.is_file())
    return sorted(name for name in logged if name not in there and _is_ref(name))


def put_back_refs(repo: Repo, repository: Path, read: Callable[[str], object]) -> list[str]:
    """Move each lost ref to the last place of its log that can be read; the names of those put back.

    Only under the lock of the follow-up. One whose log is lost too stays lost. `Unavailable` if git cannot.
    """
    lost = lost_refs(repo, repository)
    if lost and not _can_be_listed(repo):
        (repository / "packed-refs").replace(repository / "packed-refs.damaged")
        lost = lost_refs(repo, repository)
    found = {name: _last_place(repository / "logs" / name, read) for name in lost}
    put_back = {name: oid for name, oid in found.items() if oid is not None}
    for name, oid in put_back.items():
        # Git moves no ref whose file it cannot read.
        (repository / name).unlink(missing_ok=True)
        try:
            repo.git.update_ref(name, oid)
        except GitCommandError as error:
            raise Unavailable("git.cannot_move_ref", ref=name, why=last_line(error)) from error
    return list(put_back)


def _readable(repo: Repo) -> dict[str, str]:
    """Where packed-refs is damaged, git lists nothing at all."""
    with suppress(Unavailable):
        return list_refs(repo, "refs/")
    return {}


def _can_be_listed(repo: Repo) -> bool:
    try:
        list_refs(repo, "refs/")
    except Unavailable as error:
        return "packed-refs" not in str(error.details.get("why"))
    return True


def _is_ref(name: str) -> bool:
    try:
        return bool(checked_ref(name))
    except Invalid:
        return False


def _last_place(log: Path, read: Callable[[str], object]) -> str | None:
    """The last line may be cut off, or lead to what is not on the disk: then the one before counts."""
    places: list[str] = [found[1].decode("ascii") for found in _LINE.finditer(log.read_bytes())]
    for oid in reversed(places):
        with suppress(Refused):
            read(oid)
            return oid
    return None
