"""Creating a repository: safe against power cuts and the environment, repeatable, never over other files."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.stores.git import repos
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import spec
from tests.stores.git.test_commit import git


def test_a_new_repository_is_bare_durable_and_without_hooks(store: GitStore) -> None:
    config = dict(line.split("=", 1) for line in git(store, "config", "--local", "--list").splitlines())

    assert config == {
        "core.repositoryformatversion": "0",
        "core.filemode": "true",
        "core.bare": "true",
        "core.fsync": "all",
        "core.loosecompression": "1",
        "core.logallrefupdates": "always",
        "core.hookspath": "/dev/null",
        "gc.auto": "0",
    }
    assert (store.path / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert sorted(entry.name for entry in store.path.iterdir()) == ["HEAD", "config", "objects", "refs"]
    assert store.check() == []


def test_a_second_start_changes_nothing(store: GitStore) -> None:
    commit = store.write_commit(spec())
    store.move_ref("refs/heads/12", commit, None)
    git(store, "config", "remote.mirror.url", "/elsewhere")
    config = (store.path / "config").read_bytes()

    again = GitStore.create(store.path, head="acts")
    assert (store.path / "config").read_bytes() == config
    assert (store.path / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert again.ref("refs/heads/12") == commit
    again.close()


@pytest.mark.parametrize("missing", ["HEAD", "refs", "config", "objects"])
def test_a_half_made_repository_is_completed(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "drafts.git"
    GitStore.create(path).close()
    part = path / missing
    if part.is_dir():
        subprocess.run(["rm", "-r", str(part)], check=True)
    else:
        part.unlink()

    store = GitStore.create(path)
    store.move_ref("refs/heads/1", store.write_commit(spec()), None)
    assert store.check(contents=True) == []
    assert git(store, "config", "core.fsync") == "all\n"
    store.close()


def test_settings_that_were_turned_off_are_set_again(store: GitStore) -> None:
    git(store, "config", "core.fsync", "none")
    GitStore.create(store.path).close()

    assert git(store, "config", "core.fsync") == "all\n"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")

    with pytest.raises(Invalid) as refused:
        GitStore.create(tmp_path)
    assert refused.value.details == {"path": str(tmp_path)}
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_instead_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "drafts.git").write_text("a file")

    with pytest.raises(Unavailable) as refused:
        GitStore.create(tmp_path / "drafts.git")
    assert refused.value.code == "git.cannot_make_repository"


def test_a_config_that_git_cannot_read_is_refused(tmp_path: Path) -> None:
    GitStore.create(tmp_path / "drafts.git").close()
    (tmp_path / "drafts.git" / "config").write_text("[core\n")

    with pytest.raises(Unavailable) as refused:
        GitStore.create(tmp_path / "drafts.git")
    assert "bad config" in str(refused.value.details["why"])


def test_a_git_that_would_not_sync_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repos, "OLDEST_GIT", (999, 0))

    with pytest.raises(Unavailable) as refused:
        GitStore.create(tmp_path / "drafts.git")
    assert refused.value.details == {"oldest": "999.0"}


def test_a_folder_that_is_no_repository_cannot_be_used(tmp_path: Path) -> None:
    store = GitStore(tmp_path / "absent.git")

    with pytest.raises(Unavailable):
        store.write_commit(spec())
    store.close()


def test_the_surroundings_of_the_server_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = GitStore.create(tmp_path / "elsewhere.git")
    ran = tmp_path / "hook-ran"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("reference-transaction", "post-update", "pre-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(stat.S_IRWXU)
    (tmp_path / ".gitconfig").write_text(
        f"[core]\n\thooksPath = {hooks}\n\tfsync = none\n[user]\n\tname = Somebody\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in {
        "GIT_DIR": str(elsewhere.path),
        "GIT_OBJECT_DIRECTORY": str(elsewhere.path / "objects"),
        "GIT_COMMON_DIR": str(elsewhere.path),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(hooks),
        "GIT_TRACE": str(tmp_path / "trace"),
    }.items():
        monkeypatch.setenv(name, value)

    store = GitStore.create(tmp_path / "drafts.git")
    commit = store.write_commit(spec())
    store.move_ref("refs/heads/1", commit, None)

    assert store.refs("refs/") == {"refs/heads/1": commit}
    assert elsewhere.refs("refs/") == {}
    assert (store.path / "objects" / commit[:2] / commit[2:]).is_file()
    assert (ran.exists(), (tmp_path / "trace").exists()) == (False, False)
    assert [name for name in os.environ if name.startswith("GIT_")] == []
    store.close()
    elsewhere.close()


def test_hooks_laid_into_the_repository_do_not_run(store: GitStore, tmp_path: Path) -> None:
    hook = store.path / "hooks" / "reference-transaction"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path / 'hook-ran'}\n")
    hook.chmod(stat.S_IRWXU)

    store.move_ref("refs/heads/1", store.write_commit(spec()), None)
    assert not (tmp_path / "hook-ran").exists()
