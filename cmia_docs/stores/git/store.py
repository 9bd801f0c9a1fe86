"""The git store: texts and events as commits of a bare repository. Only this package uses git.

It takes and returns plain values. Every object that is read is checked by length and hash, from the
commit to the file, because git was seen to return a truncated text without an error after one flipped bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from cmia_docs.stores.git.lost_refs import lost_refs, restore_refs
from cmia_docs.stores.git.maintenance import Size, age_of, pack_refs, repack, size_of
from cmia_docs.stores.git.names import checked_ref, checked_tag
from cmia_docs.stores.git.object_formats import encode_tag, object_id
from cmia_docs.stores.git.reader import Reader
from cmia_docs.stores.git.refs import list_refs, lock_files, read_ref, remove_locks, swap_ref, swap_refs
from cmia_docs.stores.git.repos import Repos, make_repository
from cmia_docs.stores.git.values import CommitInfo, CommitSpec, RefMove, Signature
from cmia_docs.stores.git.writer import Namer, Writer

__all__ = ["CommitInfo", "CommitSpec", "GitStore", "RefMove", "Signature"]


class GitStore:
    """One bare repository. Safe to share between threads, and between processes for all but moving refs.

    Refs are moved by one process only, the follow-up under its lock. Every method may raise `Unavailable`
    (git or the disk failed: nothing was changed) and `Damaged` (an object is not what was recorded).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._repos = Repos(path)
        self._reader = Reader(self._repos)

    @classmethod
    def create(cls, path: Path, *, head: str = "main") -> Self:
        """Create the repository, or complete an incomplete one; an intact one is opened unchanged.

        `head` is the branch that a clone checks out. `Invalid` if the folder holds other files.
        """
        make_repository(path, checked_tag(head))
        return cls(path)

    def write_commit(self, spec: CommitSpec) -> str:
        """Write a commit durably and return its id; no ref moves. The same spec gives the same id.

        `Invalid` for paths, messages or trailers that cannot be stored, `NotFound` for a parent or base that
        does not exist.
        """
        with self.writing() as write:
            return write(spec)

    def commit_id(self, spec: CommitSpec) -> str:
        """The id that `write_commit` would give. Nothing is written."""
        return Namer(self.path, self._reader).commit(spec)

    @contextmanager
    def writing(self) -> Iterator[Callable[[CommitSpec], str]]:
        """Write several commits, each as by `write_commit`; all are on the disk when the block has ended."""
        writer = Writer(self.path, self._reader)
        yield writer.commit
        writer.sync()

    def read(self, commit: str, path: str) -> bytes:
        """The content of a file. `NotFound` without commit or file; `Damaged` rather than a wrong text."""
        return self._reader.file(commit, path)

    def files(self, commit: str) -> dict[str, str]:
        """Path -> blob id of all files of a commit."""
        return self._reader.files(commit)

    def commit_info(self, commit: str) -> CommitInfo:
        """The content of a commit; the id may also be that of a tag of the commit."""
        return self._reader.commit(commit)

    def log(self, commit: str, limit: int | None = None) -> list[CommitInfo]:
        """The commit and its first parents, newest first; at most `limit`. Takes 0.1 ms per commit."""
        commits: list[CommitInfo] = []
        next_id: str | None = commit
        while next_id is not None and (limit is None or len(commits) < limit):
            commits.append(self._reader.commit(next_id))
            next_id = next(iter(commits[-1].parents), None)
        return commits

    def ref(self, name: str) -> str | None:
        """The id that a full ref name points to, or None. For an annotated tag it is the tag object's id."""
        return read_ref(self._repos.repo(), name)

    def refs_named(self, names: Iterable[str]) -> dict[str, str]:
        """As `ref`, for several refs; those that do not exist are left out."""
        wanted = [checked_ref(name) for name in names]
        existing = list_refs(self._repos.repo(), *wanted)
        return {name: existing[name] for name in wanted if name in existing}

    def refs(self, prefix: str) -> dict[str, str]:
        """Full name -> id of all refs under a prefix such as `refs/heads/`."""
        return list_refs(self._repos.repo(), prefix)

    def move_ref(self, name: str, new: str, old: str | None) -> None:
        """Move a ref from `old` (None: it must not exist) to the commit `new`. Repeating it does nothing.

        `StaleRevision` if it points elsewhere, `NotFound` without the commit.
        """
        self.move_refs([RefMove(name, new, old)])

    def move_refs(self, moves: Sequence[RefMove]) -> None:
        """Move several refs, each as by `move_ref`; if one is refused, those before it may have moved."""
        for move in moves:
            self._reader.commit(move.new)
        swap_refs(self._repos.repo(), moves)

    def create_tag(self, name: str, target: str, message: str, tagger: Signature) -> str:
        """Create an annotated tag and return its id. Repeating it with the same arguments does nothing.

        `StaleRevision` if another tag has this name: a tag is never moved.
        """
        writer = Writer(self.path, self._reader)
        tag = writer.store("tag", encode_tag(name, self._reader.commit(target).id, message, tagger))
        writer.sync()
        swap_ref(self._repos.repo(), f"refs/tags/{name}", tag, None)
        return tag

    def tag_id(self, name: str, target: str, message: str, tagger: Signature) -> str:
        """The id that `create_tag` would give. Nothing is written."""
        return object_id("tag", encode_tag(name, self._reader.commit(target).id, message, tagger))

    def clear_stale_locks(self) -> list[str]:
        """Remove the locks of refs that a killed process left; returns their names, for the log.

        Only the follow-up calls this, at its start and under its own lock: then no running process holds one.
        """
        return remove_locks(self.path)

    def lost_refs(self) -> list[str]:
        """The refs that are damaged or missing although they have a log; none in an intact repository."""
        return lost_refs(self._repos.repo(), self.path)

    def restore_refs(self) -> list[str]:
        """Restore the lost refs from their logs; returns their names. Only under the follow-up's lock."""
        return restore_refs(self._repos.repo(), self.path, self._reader.commit)

    def check(self, *, contents: bool = False) -> list[str]:
        """The problems of the repository, one line each, in git's words; empty if it is intact.

        It checks whether all objects that refs reach exist; with `contents` also whether each object is as
        it was written, which reads the whole repository.
        """
        extent = "--full" if contents else "--connectivity-only"
        git = self._repos.repo().git
        status, out, err = git.fsck(
            extent, "--no-dangling", "--no-progress", with_extended_output=True, with_exceptions=False
        )
        lines = [line for line in f"{out}\n{err}".splitlines() if line and not line.startswith("notice:")]
        return lines or ([f"git fsck ended with {status}"] if status else [])

    def locks(self, *, older_than: float) -> list[str]:
        """The locks that prevent moving refs, and are older than so many seconds."""
        locks = (lock for lock in lock_files(self.path) if age_of(lock) > older_than)
        return [str(lock.relative_to(self.path)) for lock in locks]

    def repack(self) -> None:
        """Pack the objects of saves and write the commit graph; see `maintenance.repack`."""
        repack(self._repos.repo(), self.path)

    def pack_refs(self) -> None:
        """Write all refs into one file; only under the follow-up's lock."""
        pack_refs(self._repos.repo())

    def size(self) -> Size:
        """The size, and the numbers of packs and loose objects."""
        return size_of(self.path)

    def close(self) -> None:
        """End the git processes of all threads. The store must not be used afterwards."""
        self._repos.close()
