"""Writing objects that no ref points to yet; they are on the disk when a write returns."""

from __future__ import annotations

import io
import os
import traceback
from collections.abc import Mapping
from pathlib import Path

from git import GitCommandError, Repo
from gitdb import IStream

from cmia_docs.errors import Damaged, Unavailable
from cmia_docs.stores.git_names import checked_path
from cmia_docs.stores.git_objects import FILE_MODE, TREE_MODE, encode_commit, encode_tree, object_id
from cmia_docs.stores.git_reader import Reader
from cmia_docs.stores.git_repos import last_line
from cmia_docs.stores.git_values import CommitSpec


class Writer:
    """One write: the objects of commits or of a tag, and at its end `sync`. Used by one thread, once."""

    def __init__(self, repo: Repo, reader: Reader) -> None:
        self._repo = repo
        self._reader = reader
        self._written: set[str] = set()

    def commit(self, spec: CommitSpec) -> str:
        """Write blobs, trees and the commit of a spec; returns the commit's id. `sync` makes it durable."""
        for path in spec.files:
            checked_path(path)
        for parent in spec.parents:
            self._reader.commit(parent)
        base = self._reader.commit(spec.base).tree if spec.base else None
        tree = self._lay_over(base, spec.files)
        content = encode_commit(tree, spec.parents, spec.author, spec.committer, spec.message, spec.trailers)
        return self.store("commit", content)

    def store(self, kind: str, content: bytes) -> str:
        """Write one object; an object that is there already is left as it is. `Unavailable` if git cannot."""
        expected = object_id(kind, content)
        if expected in self._written:  # the empty tree of many commits
            return expected
        try:
            written = self._repo.odb.store(IStream(kind.encode(), len(content), io.BytesIO(content)))
        except (GitCommandError, OSError) as error:
            # The frames of the failed call hold git's pipes: close them now, not when memory is collected.
            traceback.clear_frames(error.__traceback__)
            raise Unavailable("git.cannot_write", why=last_line(error)) from error
        if written.binsha.hex() != expected:
            raise Damaged("git.written_differently", id=expected)
        self._written.add(expected)
        return expected

    def sync(self) -> None:
        """Bring the folders of the written objects to the disk: git syncs a file's content, not its name."""
        objects = Path(self._repo.git_dir) / "objects"
        try:
            for folder in [*sorted({objects / oid[:2] for oid in self._written}), objects]:
                # Housekeeping may have moved an object into a pack and its folder away: synced already.
                if folder.is_dir():
                    _sync_folder(folder)
        except OSError as error:
            raise Unavailable("git.cannot_write", why=last_line(error)) from error

    def _lay_over(self, base: str | None, files: Mapping[str, bytes]) -> str:
        """Write the tree of `files` over the tree `base`; only folders that change are read."""
        entries = self._reader.tree(base) if base else {}
        folders: dict[str, dict[str, bytes]] = {}
        for path, content in files.items():
            name, slash, below = path.partition("/")
            if slash:
                folders.setdefault(name, {})[below] = content
            elif entries.get(name) != (FILE_MODE, object_id("blob", content)):
                entries[name] = (FILE_MODE, self.store("blob", content))
        for name, inside in folders.items():
            mode, oid = entries.get(name, ("", ""))
            entries[name] = (TREE_MODE, self._lay_over(oid if mode == TREE_MODE else None, inside))
        return self.store("tree", encode_tree(entries))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
