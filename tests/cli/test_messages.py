"""The messages of refused commands; tests/test_reasons.py checks that every reason has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from cmia_docs.cli.console import database_error_message, sentence
from cmia_docs.errors import Invalid, NotAllowed, NotPossible, Refused
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilUnknownState, FieldTooLong
from cmia_docs.reasons.operation import DataReady, SettingsFaults


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (NotAllowed(Reason.PERSON_DISABLE_SELF), "You cannot close your own account."),
        (Invalid(CouncilUnknownState("FR")), "The council has no state FR."),
        (
            NotPossible(DataReady(Path("/var/x"))),
            "/var/x already holds an installation. `flask serve` starts it.",
        ),
        (
            Invalid(SettingsFaults(("A: b", "C: d"))),
            "The settings are not valid:\n  A: b\n  C: d",
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
def test_messages(app: Flask, error: Refused, message: str) -> None:
    with app.app_context():
        assert sentence(error) == message


@pytest.mark.parametrize(
    ("why", "beginning"),
    [
        ("database or disk is full", "The disk is full. Free some space"),
        ("attempt to write a readonly database", "The file system is read-only."),
        ("disk I/O error", "The disk cannot be written or read."),
        ("database is locked", "Another process locks the database."),
        ("file is not a database", "The database cannot be used: file is not a database. Restore it"),
    ],
)
def test_a_full_disk_is_no_reason_to_restore_the_database(app: Flask, why: str, beginning: str) -> None:
    with app.app_context():
        assert database_error_message(OperationalError("INSERT", {}, Exception(why))).startswith(beginning)
