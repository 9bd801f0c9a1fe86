"""Every reason to refuse is named once, is given somewhere, and has a sentence that says all its details."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from cmia_docs.cli.messages import CONSOLE_MESSAGES
from cmia_docs.errors import Refused
from cmia_docs.reasons import AnyReason, Reason, ReasonKind
from cmia_docs.reasons.by_code import DETAILED, KINDS_BY_CODE, reason_from
from cmia_docs.reasons.documents import TextSumDiffers
from cmia_docs.reasons.git import GitCannotMoveRef, GitNoSuchFile
from cmia_docs.web.shared.refusal_messages import PAGE_MESSAGES
from tests.paths import ROOT

PACKAGE = ROOT / "cmia_docs"
_MESSAGE_FILES = (PACKAGE / "web/shared/refusal_messages.py", PACKAGE / "cli/messages.py")

# The page of a 404 says the same of all that is not there, or not for this person.
ANSWERED_BY_404 = {
    "git.no_such_repository",
    "git.only_smart_reading",
    "person.unknown",
    "register.no_such_language",
    "register.no_such_unit",
    "register.unknown",
    "remark.unknown",
    "revision.no_such_language",
    "revision.unknown",
    "route.undeclared",
    "session.unknown",
    "sign_in.unknown",
    "unit.not_found",
}
# Git shows the code to whoever clones the register.
SHOWN_BY_GIT = {
    "git.bad_gzip",
    "git.cannot_start",
    "git.request_too_large",
    "git.too_many_clones",
    "git.unknown_encoding",
}
# The follow-up logs these; `flask doctor` says why no mail is sent.
OF_MAIL = {"mail.bad_address", "mail.bad_body", "mail.bad_subject", "mail.not_sent", "mail.recipient_refused"}
# What only a mistake of the product itself, or a repository that something else has written to, can cause.
OUR_OWN = {
    "comparison.other_text",
    "git.bad_id",
    "git.bad_path",
    "git.bad_ref",
    "git.bad_tag",
    "git.bad_trailer",
    "git.message_blank",
    "git.message_control_character",
    "git.message_too_long",
    "git.ref_moved",
    "git.store_closed",
    "git.time_before_1970",
    "git.time_without_zone",
    "git.trailer_too_long",
    "git.unreadable_commit",
    "git.unreadable_tag",
    "git.unreadable_tree",
    "remarks.none_open",
    "round.missing",
    "search.bad_entry",
    "unit.bad_id",
    "unit.id_taken",
}
# Codes never change; the words of these are older than those of the code. See docs/adr/024.
OLDER_CODES = {
    "LEGAL_STATUS_ACTION": "standing.action",
    "LEGAL_STATUS_BEFORE_ADOPTION": "standing.before_adoption",
    "LEGAL_STATUS_DATE_AHEAD": "standing.date_ahead",
    "LEGAL_STATUS_OTHER_ACT": "standing.other_act",
    "MAINTENANCE_BUSY": "upkeep.busy",
    "SIGN_IN_ENDED": "signing_in.ended",
    "SIGN_IN_LIMITED": "signing_in.limited",
    "SIGN_IN_REFUSED": "signing_in.refused",
}
# Details that help whoever reads the log; the sentence does without them.
ONLY_LOGGED: dict[ReasonKind, set[str]] = {
    GitCannotMoveRef: {"ref"},
    GitNoSuchFile: {"commit"},
    TextSumDiffers: {"language", "revision"},
}


def details_of(kind: ReasonKind) -> set[str]:
    """The names of what a reason tells beside its code."""
    return set() if isinstance(kind, Reason) else {field.name for field in fields(kind)}


def placeholders(kind: ReasonKind) -> set[str]:
    """What the English sentences of a reason fill in."""
    on_pages = re.findall(r"%\((\w+)\)", str(PAGE_MESSAGES.get(kind, "")))
    return {*on_pages, *re.findall(r"\{(\w+)\}", CONSOLE_MESSAGES.get(kind, ""))}


def sample(kind: ReasonKind) -> AnyReason:
    """A reason of this kind; every detail is its own name."""
    made = reason_from(code_of(kind), {name: name for name in details_of(kind)})
    assert made is not None
    return made


def code_of(kind: ReasonKind) -> str:
    """The code of a kind."""
    return kind.value if isinstance(kind, Reason) else kind.CODE


def test_every_reason_has_a_sentence_or_a_ground_for_none() -> None:
    unsaid = {
        code
        for code, kind in KINDS_BY_CODE.items()
        if kind not in PAGE_MESSAGES and kind not in CONSOLE_MESSAGES
    }
    assert unsaid == ANSWERED_BY_404 | SHOWN_BY_GIT | OF_MAIL | OUR_OWN


def test_a_sentence_says_exactly_the_details_of_its_reason(app: Flask) -> None:
    with app.test_request_context(), force_locale("en_GB"):
        differing = {
            code: (placeholders(kind), details_of(kind))
            for code, kind in KINDS_BY_CODE.items()
            if kind in PAGE_MESSAGES or kind in CONSOLE_MESSAGES
            if placeholders(kind) != details_of(kind) - ONLY_LOGGED.get(kind, set())
        }
    assert differing == {}


@pytest.mark.parametrize("language", ["en_GB", "ru"])
def test_a_sentence_of_pages_takes_the_details_in_each_language(app: Flask, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        for kind, form in PAGE_MESSAGES.items():
            sentence = str(form)
            assert set(re.findall(r"%\((\w+)\)", sentence)) <= details_of(kind)
            assert not re.search(r"%(?!\()", sentence)


def _name_of_code(code: str) -> str:
    return code.upper().replace(".", "_")


def test_a_reason_and_its_code_have_the_same_name() -> None:
    others = {reason.name: reason.value for reason in Reason if reason.name != _name_of_code(reason.value)}
    assert others == OLDER_CODES
    for kind in DETAILED:
        assert kind.__name__ == "".join(word.capitalize() for word in re.split(r"[._]", kind.CODE))


def test_a_code_is_given_once() -> None:
    codes = [*(reason.value for reason in Reason.__members__.values()), *(kind.CODE for kind in DETAILED)]
    assert sorted(codes) == sorted(KINDS_BY_CODE)


def test_no_code_is_written_elsewhere() -> None:
    written = {
        f"{file.relative_to(ROOT)}: {node.value}"
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in KINDS_BY_CODE
    }
    assert written == set()


def test_every_reason_is_given_somewhere() -> None:
    given = {name for file, tree in trees() if file not in _MESSAGE_FILES for name in names_given(tree)}
    assert {name_of(kind) for kind in KINDS_BY_CODE.values()} - given == set()


def test_a_reason_is_read_back_from_its_code_and_details() -> None:
    for code, kind in KINDS_BY_CODE.items():
        refusal = Refused(sample(kind))
        assert refusal.kind is kind
        assert refusal.code == code
        assert reason_from(refusal.code, refusal.details) == refusal.reason


def test_a_code_of_another_version_and_details_of_another_are_none() -> None:
    assert reason_from("never.heard_of", {}) is None
    assert reason_from("git.cannot_write", {}) is None
    assert reason_from("git.cannot_write", {"why": "x", "path": "y"}) is None


def name_of(kind: ReasonKind) -> str:
    """How the code names it."""
    return kind.name if isinstance(kind, Reason) else kind.__name__


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """The product's modules, without those that name the reasons."""
    files = (file for file in sorted(PACKAGE.rglob("*.py")) if PACKAGE / "reasons" not in file.parents)
    return tuple((file, ast.parse(file.read_text("utf-8"))) for file in files)


def names_given(node: Any) -> Iterator[str]:
    """The names that a refusal may be made of: not those that one is only compared with or looked up by."""
    match node:
        case ast.Compare() | ast.Set() | ast.Tuple() | ast.Subscript():
            return
        case ast.Call(func=ast.Name(id="isinstance")):
            return
        case ast.Dict():
            for value in node.values:
                yield from names_given(value)
            return
        case ast.Attribute(value=ast.Name(id="Reason"), attr=name) | ast.Name(id=name):
            yield name
    for child in ast.iter_child_nodes(node):
        yield from names_given(child)
