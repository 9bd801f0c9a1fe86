"""What a refused command says; that every reason has a sentence is held by tests/test_reasons.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from cmia_docs.cli.console import of_the_database, sentence
from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilUnknownState, FieldTooLong
from cmia_docs.reasons.operation import DataReady, SettingsFaults


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAllowed(Reason.PERSON_DISABLE_SELF), "You cannot close your own account."),
        (Invalid(CouncilUnknownState("FR")), "The council has no state FR."),
        (
            NotPossible(DataReady(Path("/var/x"))),
            "/var/x holds an installation already. `flask serve` starts it.",
        ),
        (
            Invalid(SettingsFaults(("A: b", "C: d"))),
            "The settings cannot be taken:\n  A: b\n  C: d",
        ),
        (NotPossible(Reason.REMARKS_NONE_OPEN), "This cannot be done (remarks.none_open)."),
        (
            Invalid(FieldTooLong(longest=9, length=10), field="title_ru"),
            "title_ru: This is too long: 10 characters; the limit is 9.",
        ),
        (
            Invalid(Reason.PASSWORD_COMMON, field="password"),
            "This password is easy to guess. Several unrelated words make a good one.",
        ),
    ],
)
def test_what_is_said(app: Flask, error: Refused, said: str) -> None:
    with app.app_context():
        assert sentence(error) == said


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
