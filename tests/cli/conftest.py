"""Installations for commands to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import CommandResult, flask


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """The data folder of an installation with council and cast."""
    return Path(shutil.copytree(prepared, tmp_path / "var"))


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CommandResult]:
    """The demo, made once by `flask init --demo`, and what the command said. Nobody writes there."""
    folder = tmp_path_factory.mktemp("demo") / "var"
    return folder, flask(folder, "init", "--demo")


@pytest.fixture
def demo(demo_made: tuple[Path, CommandResult], tmp_path: Path) -> Path:
    """A copy of the demo's data folder."""
    return Path(shutil.copytree(demo_made[0], tmp_path / "demo"))
