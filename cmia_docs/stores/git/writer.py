"""Writing objects that no ref points to yet; they are on the disk when the write has ended."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cmia_docs.errors import Unavailable
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.reasons.git import GitCannotWrite
from cmia_docs.stores.disk import reason_of
from cmia_docs.stores.git.loose_objects import write_loose
from cmia_docs.stores.git.names import checked_path
from cmia_docs.stores.git.object_formats import FILE_MODE, TREE_MODE, encode_commit, encode_tree, object_id
from cmia_docs.stores.git.reader import Reader
from cmia_docs.stores.git.repos import last_line
from cmia_docs.stores.git.values import CommitSpec


class Writer:
    """One write: the objects of commits or of a tag, then `sync`. Used once, by one thread."""

    def __init__(self, repository: Path, reader: Reader) -> None:
        self._objects = repository / "objects"
        self._reader = reader
        self._written: set[str] = set()

    def commit(self, spec: CommitSpec) -> str:
        """Write blobs, trees and the commit of a spec; returns the commit's id. `sync` makes it durable."""
        for path in spec.files:
            checked_path(path)
        for parent in spec.parents:
            self._reader.commit(parent)
        base = self._reader.commit(spec.base).tree if spec.base else None
        tree = self._tree_with(base, spec.files)
        content = encode_commit(tree, spec.parents, spec.author, spec.committer, spec.message, spec.trailers)
        return self.store("commit", content)

    def store(self, kind: str, content: bytes) -> str:
        """Write one object; an existing one stays unchanged. `Unavailable` if it cannot be written."""
        expected = object_id(kind, content)
        try:
            write_loose(self._objects, expected, kind, content)
        except OSError as error:
            raise Unavailable(reason_of(error) or GitCannotWrite(last_line(error))) from error
        self._written.add(expected)
        reached(FailPoint.OBJECT_WRITTEN)
        return expected

    def sync(self) -> None:
        """Sync the folders of the written objects, so that the names of the files are on the disk too."""
        folders = sorted({self._objects / oid[:2] for oid in self._written})
        try:
            for folder in folders:
                # Maintenance may pack an object and remove its folder at any moment: then the pack is synced.
                with suppress(FileNotFoundError):
                    _sync_folder(folder)
            _sync_folder(self._objects)
        except OSError as error:
            raise Unavailable(reason_of(error) or GitCannotWrite(last_line(error))) from error
        reached(FailPoint.OBJECTS_ON_DISK)

    def _tree_with(self, base: str | None, files: Mapping[str, bytes]) -> str:
        """Write the tree `base` with `files` added or replaced; only folders that change are read."""
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
            entries[name] = (TREE_MODE, self._tree_with(oid if mode == TREE_MODE else None, inside))
        return self.store("tree", encode_tree(entries))


class Namer(Writer):
    """Computes the ids that a write would give, and writes nothing."""

    def store(self, kind: str, content: bytes) -> str:
        """The id of the object."""
        return object_id(kind, content)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
