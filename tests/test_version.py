"""The version is written once, and is the same wherever it is shown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from flask import Flask

from cmia_docs.version import VERSION
from tests.cli.commands import within

ROOT = Path(__file__).resolve().parents[1]


def test_the_project_names_no_version_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (project["dynamic"], "version" in project) == (["version"], False)


def test_the_latest_chapter_of_the_changelog_is_of_this_version() -> None:
    chapters = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert chapters[0] == VERSION
    assert sorted(set(chapters), key=lambda name: [int(part) for part in name.split(".")]) == chapters[::-1]


def test_the_command_line_says_it(app: Flask) -> None:
    result = within(app, "version")
    assert (result.code, result.out) == (0, f"CMIA Docs {VERSION}\n")


def test_a_running_server_says_it_to_whoever_watches(app: Flask) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "version": VERSION, "seen_as": "http://localhost/", "client_named": False},
    )
