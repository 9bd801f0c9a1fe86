"""Reading objects, each checked against its own id."""

from __future__ import annotations

from gitdb.utils.encoding import force_text

from cmia_docs.errors import Damaged, NotFound
from cmia_docs.reasons.git import GitNoSuchCommit, GitNoSuchFile, GitObjectDamaged
from cmia_docs.stores.git.names import checked_id, checked_path
from cmia_docs.stores.git.object_formats import (
    TREE_MODE,
    TreeEntries,
    decode_commit,
    decode_tree,
    object_id,
    tag_target,
)
from cmia_docs.stores.git.repos import Repos
from cmia_docs.stores.git.values import CommitInfo


class Reader:
    """Reads one repository. Every object on the way is checked, so that results are what was recorded."""

    def __init__(self, repos: Repos) -> None:
        self._repos = repos

    def commit(self, oid: str) -> CommitInfo:
        """A commit by its id, or by the id of a tag of it. `NotFound` if there is none, or `Damaged`."""
        kind, content = self._named(checked_id(oid))
        if kind == "tag":
            oid = tag_target(oid, content)
            kind, content = "commit", self._part(oid, "commit")
        if kind != "commit":
            raise NotFound(GitNoSuchCommit(oid))
        return decode_commit(oid, content)

    def tree(self, oid: str) -> TreeEntries:
        """The entries of a tree that a commit or a tree refers to; or `Damaged`."""
        return decode_tree(self._part(oid, "tree"))

    def file(self, oid: str, path: str) -> bytes:
        """The content of a file in a commit. `NotFound` without the commit or the file, or `Damaged`."""
        *folders, name = checked_path(path).split("/")
        commit = self.commit(oid)
        entries = self.tree(commit.tree)
        for folder in folders:
            mode, below = entries.get(folder, ("", ""))
            entries = self.tree(below) if mode == TREE_MODE else {}
        if name not in entries:
            raise NotFound(GitNoSuchFile(commit=commit.id, path=path))
        return self._part(entries[name][1], "blob")

    def files(self, oid: str) -> dict[str, str]:
        """All files of a commit: path -> blob id, in the order of the tree. Blobs are not read."""
        return self._files(self.commit(oid).tree, "")

    def _files(self, tree: str, folder: str) -> dict[str, str]:
        files: dict[str, str] = {}
        for name, (mode, oid) in self.tree(tree).items():
            if mode == TREE_MODE:
                files |= self._files(oid, f"{folder}{name}/")
            else:
                files[folder + name] = oid
        return files

    def _named(self, oid: str) -> tuple[str, bytes]:
        """Kind and content of an object that the caller names, and that may not exist."""
        fetched = self._fetch(oid)
        if fetched is None and self._is_absent(oid):
            raise NotFound(GitNoSuchCommit(oid))
        if fetched is None:
            raise Damaged(GitObjectDamaged(oid))
        return fetched

    def _part(self, oid: str, kind: str) -> bytes:
        """The content of an object that another one refers to. `Damaged` if it is missing."""
        fetched = self._fetch(oid)
        if fetched is None or fetched[0] != kind:
            raise Damaged(GitObjectDamaged(oid))
        return fetched[1]

    def _fetch(self, oid: str) -> tuple[str, bytes] | None:
        """Kind and checked content, or None. A `cat-file` that ended or is out of step is started again."""
        git = self._repos.repo().git
        for _ in range(2):
            try:
                _, raw_kind, size, content = git.get_object_data(oid)
            except (ValueError, OSError):
                git.clear_cache()
                continue
            # GitPython types this as text and returns bytes.
            kind: str = force_text(raw_kind)
            if len(content) == size and object_id(kind, content) == oid:
                return kind, content
            git.clear_cache()
        return None

    def _is_absent(self, oid: str) -> bool:
        # `cat-file --batch` prints 'missing' for damaged objects too. The single command names the damage
        # first, and prints only this line for an absent object. Any other output counts as damage.
        git = self._repos.repo().git
        _, _, message = git.cat_file("-t", oid, with_extended_output=True, with_exceptions=False)
        return str(message).strip() == "fatal: git cat-file: could not get object info"
