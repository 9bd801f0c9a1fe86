"""The buttons of a document's page: what this person may do now, the foremost first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, g

from cmia_docs.queries.document.grants import subject_of
from cmia_docs.web.document.available_actions import possible_acts
from cmia_docs.web.shared.context import reads
from tests.factories.stage import RUSSIAN, Stage

Case = tuple[Callable[[Stage], int], dict[str, list[str]]]


def changed(stage: Stage) -> int:
    """Consolidation with a text that is no longer the circulated one."""
    document_id = stage.consolidated()
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    return document_id


def answered(stage: Stage) -> int:
    """A round in which all have answered."""
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY")
    stage.position(document_id, "kazakhstan", "KZ")
    return document_id


CASES: dict[str, Case] = {
    "draft": (Stage.draft, {
        "drafter": ["Edit*", "Submit for check", "Make a remark"],
        "secretary": ["Edit*", "Submit for check", "Make a remark", "Withdraw!"],
    }),
    "in check": (Stage.in_check, {
        "secretary": ["Circulate*", "Make a remark", "Findings of the check",
                      "Return to drafter", "Withdraw!"],
        "drafter": ["Make a remark"],
    }),
    "in check, not circulated": (lambda stage: stage.in_check(act_type="decision"), {
        "secretary": ["Accept without circulation*", "Make a remark", "Findings of the check",
                      "Return to drafter", "Withdraw!"],
    }),
    "circulated": (Stage.circulated, {
        "belarus": ["Give a position*", "Make a remark"],
        "secretary": ["Enter a letter", "Make a remark", "Extend the due date", "Withdraw!"],
        "drafter": ["Make a remark"],
    }),
    "circulated, all answered": (answered, {
        "secretary": ["Close the round*", "Enter a letter", "Make a remark", "Extend the due date",
                      "Withdraw!"],
    }),
    "consolidation": (Stage.consolidated, {
        "secretary": ["Mark as agreed*", "Start a new round", "Edit", "Make a remark", "Withdraw!"],
        "drafter": ["Edit*", "Make a remark"],
        "belarus": [],
    }),
    "consolidation, changed": (changed, {
        "secretary": ["Start a new round*", "Edit", "Make a remark", "Withdraw!"],
    }),
    "agreed": (Stage.agreed, {"secretary": ["Put on the agenda*", "Reopen", "Withdraw!"], "drafter": []}),
    "tabled": (Stage.tabled, {
        "secretary": ["Propose adoption*", "Take off the agenda", "Reopen", "Withdraw!"],
        "chair": [],
    }),
    "proposed": (Stage.proposed, {
        "secretary": ["Cancel the proposal"],
        "chair": ["Confirm adoption*", "Cancel the proposal"],
        "other_chair": [],
    }),
    "adopted": (Stage.adopted, {"secretary": ["Enter into force*"], "chair": []}),
    "in force": (Stage.in_force, {"secretary": ["Record a later act"], "administrator": []}),
}  # fmt: skip


def buttons(stage: Stage, app: Flask, document_id: int, who: str) -> list[str]:
    """The labels; `*` marks the filled button, `!` a dangerous one."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        g.actor, g.request_id = stage.actor(who), "test"
        g.document = reads().get_one(type(stage.document(document_id)), document_id)
        g.subject = subject_of(reads(), g.document)
        shown = possible_acts()
    marks = {"primary": "*", "danger": "!", "secondary": ""}
    return [f"{button['label']}{marks[button['look']]}" for button in shown]


@pytest.mark.parametrize("case", CASES)
def test_buttons(stage: Stage, app: Flask, case: str) -> None:
    bring, wanted = CASES[case]
    document_id = bring(stage)

    assert {who: buttons(stage, app, document_id, who) for who in wanted} == wanted


def test_a_state_that_this_round_did_not_ask_gets_none(stage: Stage, app: Flask) -> None:
    document_id = stage.consolidated()
    stage.circulate(document_id, states=("KZ",))

    assert buttons(stage, app, document_id, "belarus") == []
    assert buttons(stage, app, document_id, "kazakhstan") == ["Give a position*", "Make a remark"]
