"""Every finding that a check can make has its sentence, which fills in what the finding says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from cmia_docs.text.check.findings import Finding, Severity
from cmia_docs.web.review.finding_messages import SENTENCES, finding_sentence
from tests.paths import ROOT

CHECKS = ROOT / "cmia_docs" / "text" / "check"
KINDS = ("bidi", "invisible", "unassigned")
"""What `characters.kind_of` says, of which the codes `hygiene.<kind>` are made."""


def made() -> Iterator[tuple[str, set[str] | None]]:
    """Code and names of details of each place that makes a finding; None where they come as a mapping."""
    for file in sorted(CHECKS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr not in ("finding", "missing"):
                continue
            names = [keyword.arg for keyword in node.keywords]
            details = None if None in names else {name for name in names if name}
            match node.args[0]:
                case ast.Constant(value=str(code)):
                    yield code, details
                case ast.JoinedStr(values=[ast.Constant(value="hygiene."), _]):
                    yield from ((f"hygiene.{kind}", details) for kind in KINDS)
                case other:
                    pytest.fail(f"{file.name}:{other.lineno}: a code that no test can read")


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert {code for code, _ in made()} == SENTENCES.keys()


def test_a_sentence_fills_in_what_its_findings_say(app: Flask) -> None:
    with app.test_request_context():
        for code, details in made():
            named = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))
            assert details is None or named <= details, code
            values = {name: f"<{name}>" for name in details or named}
            words = finding_sentence(Finding(code, Severity.NOTE, "ru", "c1", 1, values))
            assert "%(" not in words
            assert all(f"<{name}>" in words for name in named)
