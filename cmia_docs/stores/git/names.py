"""Which strings may become a path, a ref or an id in git: all others are refused before git is called.

No string of a user reaches git as an option or a ref. The patterns allow no leading dash, no `..`, no space
and no control character, so that git cannot interpret an accepted name as anything else.
"""

from __future__ import annotations

import re

from cmia_docs.errors import Invalid
from cmia_docs.reasons.git import GitBadId, GitBadPath, GitBadRef, GitBadTag

NO_COMMIT = "0" * 40
"""Git's notation for 'no such object' where an id is expected."""

_ID = re.compile(r"[0-9a-f]{40}")
_AT_THE_ROOT = r"README\.md|SHA256SUMS"
_PATH = re.compile(
    _AT_THE_ROOT + r"|(?:[a-z0-9][a-z0-9-]{0,99}/){0,4}[a-z0-9][a-z0-9-]{0,99}\.(?:json|md|txt)"
)
_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_TAG = re.compile(_WORD)
_REF = re.compile(rf"refs/[a-z]{{1,20}}(?:/{_WORD}){{1,4}}")
_PREFIX = re.compile(rf"refs/(?:[a-z]{{1,20}}(?:/{_WORD}){{0,4}}/?)?")


def checked_id(value: str) -> str:
    """The full 40-digit object id, unchanged; `Invalid` for anything else, such as a ref or a short id."""
    if not _ID.fullmatch(value):
        raise Invalid(GitBadId(value[:80]))
    return value


def checked_path(path: str) -> str:
    """A path of parts of `a-z`, `0-9` and `-` that ends in `.json`, `.md` or `.txt`; `Invalid` otherwise.

    At the root also `README.md` and `SHA256SUMS`.
    """
    if not _PATH.fullmatch(path):
        raise Invalid(GitBadPath(path[:200]))
    return path


def checked_ref(name: str) -> str:
    """A full ref name (`refs/heads/12`) that git accepts too; `Invalid` otherwise."""
    if not _REF.fullmatch(name) or _git_refuses(name):
        raise Invalid(GitBadRef(name[:200]))
    return name


def checked_prefix(prefix: str) -> str:
    """The beginning of full ref names, in whole parts (`refs/heads/`, `refs/tags`); `Invalid` otherwise."""
    if not _PREFIX.fullmatch(prefix) or _git_refuses(prefix.rstrip("/")):
        raise Invalid(GitBadRef(prefix[:200]))
    return prefix


def checked_tag(name: str) -> str:
    """A tag name of letters, digits, `.`, `_` and `-`; `Invalid` otherwise."""
    if not _TAG.fullmatch(name) or _git_refuses(name):
        raise Invalid(GitBadTag(name[:200]))
    return name


def _git_refuses(name: str) -> bool:
    """The rules of git-check-ref-format(1) that the patterns do not express."""
    parts = name.split("/")
    return ".." in name or any(part.endswith((".", ".lock")) for part in parts)
