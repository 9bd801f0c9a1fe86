"""Every reason to refuse has a sentence, of the console or of the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from cmia_docs.cli.console import of_the_database, sentence
from cmia_docs.cli.messages import SENTENCES
from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused
from tests.paths import ROOT

PACKAGE = ROOT / "cmia_docs"
_RAISED = re.compile(
    r"(?:Invalid|NotAllowed|NotFound|NotPossible|StaleRevision|TooLarge|Unavailable|Damaged)\(\s*\"([a-z_.0-9]+)\""
)
# Reasons that are chosen from a table, or after `or`, before the refusal is made.
_CHOSEN = re.compile(r"\"((?:database|storage|git)\.[a-z_]+)\"")
_SENTENCES = {"sentences.py", "reasons.py"}
# What no command can meet: names and values that the product itself makes, requests to clone, pages' own.
_INTERNAL = re.compile(
    r"git\.(bad_.*|.*_trailer.*|trailer.*|message_.*|request_.*|only_.*|unknown_.*|too_many_.*|no_such_repository"
    r"|time_.*|unreadable_.*|written_.*|ref_moved|store_closed|cannot_start)|mail\..*|unit\..*|label\..*"
    r"|search\.bad_entry|route\..*|upload\..*|register\..*|comparison\..*|working_copy\..*|.*\.unknown"
    r"|.*\.faults|remarks?\..*|round\..*|revision\.no_such_language|text\.too_many_units|.*\.missing_.*"
)


def raised() -> set[str]:
    """The reasons that the code names."""
    code = {str(file): file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}
    return {reason for words in code.values() for reason in _RAISED.findall(words)} | {
        reason
        for name, words in code.items()
        if Path(name).name not in _SENTENCES
        for reason in _CHOSEN.findall(words)
    }


def test_every_reason_that_a_command_can_meet_has_a_sentence(app: Flask) -> None:
    with app.app_context():
        unsaid = {
            reason
            for reason in raised()
            if not _INTERNAL.fullmatch(reason)
            and reason not in SENTENCES
            and "This cannot be done" in sentence(_Any(reason))
        }
    assert unsaid == set()


def test_no_sentence_is_kept_for_a_reason_that_nobody_gives() -> None:
    made = {"data.being_made", "data.half_made", "data.missing", "data.ready"}  # by the state of the folder
    search = {
        f"search.{name}" for name in ("index_busy", "index_damaged", "index_missing", "index_unwritable")
    }
    assert set(SENTENCES) - raised() - made - search == set()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAllowed("person.disable_self"), "You cannot close your own account."),
        (Invalid("council.unknown_state", state="FR"), "The council has no state FR."),
        (
            NotPossible("data.ready", folder="/var/x"),
            "/var/x holds an installation already. `flask serve` starts it.",
        ),
        (
            Invalid("settings.faults", faults=("A: b", "C: d")),
            "The settings cannot be taken:\n  A: b\n  C: d",
        ),
        (Invalid("never.heard_of"), "This cannot be done (never.heard_of)."),
    ],
)
def test_what_is_said(app: Flask, error: Refused, said: str) -> None:
    with app.app_context():
        assert sentence(error) == said


class _Any(Refused):
    """A refusal whose details are whatever a sentence asks for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.details = _Anything()


class _Anything(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


@pytest.mark.parametrize(
    ("why", "beginning"),
    [
        ("database or disk is full", "The disk is full. Make room"),
        ("attempt to write a readonly database", "The file system is read-only."),
        ("disk I/O error", "The disk cannot be written or read."),
        ("database is locked", "Another process keeps the database for itself."),
        ("file is not a database", "The database cannot be used: file is not a database. Put it back"),
    ],
)
def test_a_full_disk_is_no_reason_to_put_the_database_back(app: Flask, why: str, beginning: str) -> None:
    with app.app_context():
        assert of_the_database(OperationalError("INSERT", {}, Exception(why))).startswith(beginning)
