"""What deploys the product says what the product understands."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from cmia_docs.settings import from_environment
from tests.paths import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


def test_the_example_of_settings_is_taken() -> None:
    lines = (DEPLOY / "cmia-docs.env").read_text("utf-8").splitlines()
    named = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = from_environment(named)
    assert (settings.secure_cookies, settings.behind_proxy) == (True, True)


def test_the_settings_of_a_container_are_never_committed() -> None:
    # operations.md tells people to write them, a password among them, into the checkout.
    assert "deploy/compose.env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_commands_that_are_named_are_there(app: Flask) -> None:
    files = (*UNITS, ROOT / "docs" / "operations.md", ROOT / "README.md")
    text = "\n".join(file.read_text("utf-8") for file in files)
    named = set(re.findall(r"(?:bin/flask|`flask|`cmia|# cmia) ([a-z-]+)", text))
    assert {"serve", "backup", "restore", "maintain", "doctor", "verify"} <= named
    assert named - set(app.cli.commands) == set()


def test_the_image_gets_what_it_copies() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = re.findall(r"^COPY ([a-z_.]+) ", text, re.MULTILINE)
    assert copied == ["requirements.txt", "app.py", "cmia_docs", "templates", "drafts"]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert sorted(line[1:] for line in let_in if line.startswith("!")) == sorted(copied)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit: Path, tmp_path: Path) -> None:
    # All but the place of the program, which is not installed here.
    for file in UNITS:
        text = file.read_text("utf-8").replace("/opt/cmia-docs/.venv/bin/flask", "/bin/true")
        (tmp_path / file.name).write_text(text, "utf-8")
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, unit.name in result.stderr) == (0, False), result.stderr
