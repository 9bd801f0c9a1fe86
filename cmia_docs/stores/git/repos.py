"""Creating a bare repository, and a GitPython `Repo` for each thread that uses it.

Measured: a Repo shared by threads gave 35 correct reads and 5,818 silently wrong ones, and hung. So each
thread has its own, opened by the process that uses it (never before a fork), and closed when the thread ends
or the store is closed, because every Repo holds a `git cat-file --batch` process.
"""

from __future__ import annotations

import os
import shutil
import threading
import weakref
from pathlib import Path

from git import Git, GitCommandError, Repo
from git.exc import GitCommandNotFound, InvalidGitRepositoryError, NoSuchPathError

from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.reasons import Reason
from cmia_docs.reasons.git import (
    GitCannotMakeRepository,
    GitFolderInUse,
    GitNotARepository,
    GitStoreClosed,
    GitTooOld,
)

OLDEST_GIT = (2, 36)
"""The first version of git with `core.fsync`; older ones ignore it and lose saves in a power cut."""

CONFIG = {
    "core.fsync": "all",
    "core.looseCompression": "1",
    "core.logAllRefUpdates": "always",
    "core.hooksPath": "/dev/null",
    "gc.auto": "0",
}
"""With git's defaults a power cut lost every acknowledged save; `flask maintain` takes the place of `gc`."""

# Git must not read anything outside the repository: the machine's and the user's configuration,
# replacement objects, prompts. The name is used for reflogs only; commits name their authors themselves.
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_COMMITTER_NAME": "CMIA Docs",
    "GIT_COMMITTER_EMAIL": "cmia-docs@localhost",
}
_PARTS_OF_A_REPOSITORY = frozenset(
    {"HEAD", "config", "objects", "refs", "info", "logs", "hooks", "description", "branches", "packed-refs"}
)


class _ThreadRepo:
    """A Repo that is closed when its thread ends.

    The Repo alone would be closed only by the cyclic garbage collection: its configuration reader refers to
    it.
    """

    def __init__(self, repo: Repo) -> None:
        self.repo = repo
        self.pid = os.getpid()

    def __del__(self) -> None:
        self.repo.close()


class Repos:
    """The Repos of one repository, one per thread and process. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._local = threading.local()
        self._lock = threading.Lock()
        self._opened: list[weakref.ref[_ThreadRepo]] = []
        self._closed = False

    def repo(self) -> Repo:
        """This thread's Repo. `Unavailable` if the repository cannot be opened or the store was closed."""
        if self._closed:
            raise Unavailable(GitStoreClosed(str(self._path)))
        # After a fork the child has its parent's Repo here, and must not use the parent's process.
        mine: _ThreadRepo | None = getattr(self._local, "repo", None)
        if mine is None or mine.pid != os.getpid():
            mine = self._local.repo = self._open()
        return mine.repo

    def close(self) -> None:
        """End the processes of all threads' Repos. Call it when no thread reads or writes any more."""
        self._closed = True
        with self._lock:
            opened, self._opened = self._opened, []
        for reference in opened:
            if thread_repo := reference():
                thread_repo.repo.close()

    def _open(self) -> _ThreadRepo:
        drop_inherited_git_variables()
        if shutil.which("git") is None:
            raise Unavailable(Reason.GIT_MISSING)
        try:
            repo = Repo(self._path, expand_vars=False, search_parent_directories=False)
        except (InvalidGitRepositoryError, NoSuchPathError, OSError) as error:
            raise Unavailable(GitNotARepository(str(self._path))) from error
        # With GIT_DIR git does not search for a repository, nor refuse a folder of another owner.
        repo.git.update_environment(GIT_DIR=str(self._path), **_ENVIRONMENT)
        thread_repo = _ThreadRepo(repo)
        with self._lock:
            self._opened = [reference for reference in self._opened if reference() is not None]
            self._opened.append(weakref.ref(thread_repo))
        return thread_repo


def drop_inherited_git_variables() -> None:
    """Remove `GIT_DIR` and similar variables from the environment of this process.

    GitPython and git prefer them to everything that is passed to them, and a server started from a git hook
    or a developer's shell inherits them: its saves would go to another repository.
    """
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        os.environ.pop(name, None)


def git_version() -> tuple[int, ...]:
    """The version of git that is used; `Unavailable` if there is none."""
    try:
        return tuple(Git().version_info)
    except GitCommandNotFound as error:
        raise Unavailable(Reason.GIT_MISSING) from error


def refuse_old_git() -> None:
    """`Unavailable` if git is missing, or so old that it loses saves in a power cut."""
    if git_version() < OLDEST_GIT:
        raise Unavailable(GitTooOld(".".join(map(str, OLDEST_GIT))))


def make_repository(path: Path, head: str) -> None:
    """Create a bare repository at `path`, or complete an incomplete one; an intact one stays unchanged.

    `head` is the branch that a clone checks out. `Invalid` if other files are in the folder, `Unavailable`
    if the folder cannot be written or git is missing or too old.
    """
    drop_inherited_git_variables()
    try:
        path.mkdir(parents=True, exist_ok=True)
        _refuse_other_files(path)
        git = Git(path)
        git.update_environment(**_ENVIRONMENT)
        refuse_old_git()
        git.init("--quiet", "--bare", "--template=", f"--initial-branch={head}", "--", str(path))
        _configure(git)
    except GitCommandNotFound as error:
        raise Unavailable(Reason.GIT_MISSING) from error
    except (GitCommandError, OSError) as error:
        raise Unavailable(GitCannotMakeRepository(path=str(path), why=last_line(error))) from error


def last_line(error: Exception) -> str:
    """The last line of git's message, for a log or an administrator; never shown to readers."""
    message = error.stderr if isinstance(error, GitCommandError) else error
    lines = str(message).strip().splitlines()
    return lines[-1].strip() if lines else ""


def _refuse_other_files(path: Path) -> None:
    others = {
        entry.name for entry in path.iterdir() if not entry.name.endswith(".lock")
    } - _PARTS_OF_A_REPOSITORY
    if others:
        raise Invalid(GitFolderInUse(str(path)))


def _configure(git: Git) -> None:
    """Write only settings that differ: those of an administrator stay, and a second start is fast."""
    lines = git.config("--local", "--list").splitlines()
    present = dict(line.partition("=")[::2] for line in lines)
    for key, value in CONFIG.items():
        if present.get(key.lower()) != value:
            git.config("--local", key, value)
