"""Refs: reading, moving by compare-and-swap, and removing the locks that a killed process left."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from git import GitCommandError, Repo

from cmia_docs.errors import StaleRevision, Unavailable
from cmia_docs.reasons.git import GitCannotMoveRef, GitCannotReadRefs, GitRefMoved
from cmia_docs.stores.git.names import NO_COMMIT, checked_id, checked_prefix, checked_ref
from cmia_docs.stores.git.repos import last_line
from cmia_docs.stores.git.values import RefMove


def read_ref(repo: Repo, name: str) -> str | None:
    """The id that a ref points to (for a tag that of the tag object), or None if there is no such ref."""
    return list_refs(repo, checked_ref(name)).get(name)


def list_refs(repo: Repo, *prefixes: str) -> dict[str, str]:
    """Full name -> id of all refs under any of the prefixes, which are whole parts; sorted by name."""
    checked = [checked_prefix(prefix) for prefix in prefixes]
    if not checked:
        return {}
    try:
        output = repo.git.for_each_ref("--format=%(objectname) %(refname)", "--", *checked)
    except GitCommandError as error:
        raise Unavailable(GitCannotReadRefs(last_line(error))) from error
    pairs = (line.split(" ", 1) for line in output.splitlines())
    return {name: oid for oid, name in pairs}


def swap_refs(repo: Repo, moves: Sequence[RefMove]) -> None:
    """Move several refs by one git process, all or none; if that fails, each separately as by `swap_ref`."""
    if len(moves) > 1 and _swapped_at_once(repo, moves):
        return
    for move in moves:
        swap_ref(repo, *move)


def _swapped_at_once(repo: Repo, moves: Sequence[RefMove]) -> bool:
    commands = "".join(
        f"update {checked_ref(move.name)} {checked_id(move.new)} {_expected(move.old)}\n" for move in moves
    )
    with tempfile.TemporaryFile() as file:
        file.write(commands.encode("ascii"))
        file.seek(0)
        try:
            repo.git.update_ref("--stdin", istream=file)
        except GitCommandError:
            return False
    return True


def _expected(old: str | None) -> str:
    return NO_COMMIT if old is None else checked_id(old)


def swap_ref(repo: Repo, name: str, new: str, old: str | None) -> None:
    """Move a ref from `old` (None: it must not exist) to `new`; nothing happens if it is there already.

    `StaleRevision` if it points elsewhere, which is in `details['current']`; `Unavailable` if git
    fails, for instance because another process holds the ref's lock.
    """
    checked_ref(name)
    try:
        repo.git.update_ref(name, checked_id(new), _expected(old))
    except GitCommandError as error:
        current = read_ref(repo, name)
        if current == new:
            return
        if current != old:
            raise StaleRevision(GitRefMoved(ref=name, current=current, expected=old)) from error
        raise Unavailable(GitCannotMoveRef(ref=name, why=last_line(error))) from error


def lock_files(repository: Path) -> list[Path]:
    """The lock files that prevent moving or packing refs."""
    # `packed-refs.new` was being written when packing was killed: git does not overwrite it.
    at_the_top = [*repository.glob("*.lock"), *repository.glob("packed-refs.new")]
    return sorted([*at_the_top, *(repository / "refs").rglob("*.lock")])


def remove_locks(repository: Path) -> list[str]:
    """Remove the locks of refs, packed refs, HEAD, config and index; returns their names, for the log."""
    locks = lock_files(repository)
    for lock in locks:
        lock.unlink(missing_ok=True)
    return [str(lock.relative_to(repository)) for lock in locks]
