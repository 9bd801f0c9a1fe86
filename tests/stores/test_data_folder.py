"""The data folder: created once, by one process, completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmia_docs.errors import NotPossible
from cmia_docs.stores.data_folder import FolderCondition, condition, creating


def names(folder: Path) -> set[str]:
    """The names in a folder."""
    return {entry.name for entry in folder.iterdir()}


def test_it_is_ready_when_the_block_ended_well(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "var"
    assert condition(folder) is FolderCondition.MISSING
    with creating(folder):
        (folder / "council.db").touch()
        assert condition(folder) is FolderCondition.BEING_MADE
    assert condition(folder) is FolderCondition.READY
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    with creating(tmp_path):
        pass
    assert condition(tmp_path) is FolderCondition.READY


def test_a_failure_empties_it_so_that_one_can_begin_anew(tmp_path: Path) -> None:
    def begin_and_fail() -> None:
        with creating(tmp_path):
            (tmp_path / "index" / "deep").mkdir(parents=True)
            (tmp_path / "index" / "deep" / "file").touch()
            (tmp_path / "council.db").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        begin_and_fail()
    assert names(tmp_path) == {"setup.lock"}
    assert condition(tmp_path) is FolderCondition.MISSING
    with creating(tmp_path):
        pass


def test_it_is_not_made_twice(tmp_path: Path) -> None:
    with creating(tmp_path):
        pass
    with pytest.raises(NotPossible, match=r"^data\.ready"), creating(tmp_path):
        pass
    assert condition(tmp_path) is FolderCondition.READY


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert condition(tmp_path) is FolderCondition.HALF_MADE
    with pytest.raises(NotPossible, match=r"^data\.half_made"), creating(tmp_path):
        pass
    assert names(tmp_path) - {"setup.lock"} == {"notes.txt"}


def test_only_one_makes_it_at_a_time(tmp_path: Path) -> None:
    with creating(tmp_path):
        (tmp_path / "council.db").touch()
        with pytest.raises(NotPossible, match=r"^data\.being_made"), creating(tmp_path):
            pass
        assert names(tmp_path) == {"setup.lock", "council.db"}


def test_a_killed_maker_leaves_it_half_made(tmp_path: Path) -> None:
    process = os.fork()
    if process == 0:
        with creating(tmp_path):
            (tmp_path / "council.db").touch()
            os._exit(0)
    os.waitpid(process, 0)
    assert condition(tmp_path) is FolderCondition.HALF_MADE
