"""The buttons of a document's page: what this person may do now, the foremost first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, g

from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.web.document.available_actions import available_actions
from cmia_docs.web.shared.context import reads
from tests.factories.product import RUSSIAN, Product

Case = tuple[Callable[[Product], int], dict[str, list[str]]]


def changed(product: Product) -> int:
    """Consolidation with a text that is no longer the circulated one."""
    document_id = product.consolidated()
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    return document_id


def answered(product: Product) -> int:
    """A round in which all have answered."""
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    return document_id


CASES: dict[str, Case] = {
    "draft": (Product.draft, {
        "drafter": ["Edit*", "Submit for check", "Make a remark"],
        "secretary": ["Edit*", "Submit for check", "Make a remark", "Withdraw!"],
    }),
    "in check": (Product.in_check, {
        "secretary": ["Circulate*", "Make a remark", "Findings of the check",
                      "Return to drafter", "Withdraw!"],
        "drafter": ["Make a remark"],
    }),
    "in check, not circulated": (lambda product: product.in_check(act_type="decision"), {
        "secretary": ["Accept without circulation*", "Make a remark", "Findings of the check",
                      "Return to drafter", "Withdraw!"],
    }),
    "circulated": (Product.circulated, {
        "belarus": ["Give a position*", "Make a remark"],
        "secretary": ["Enter a letter", "Make a remark", "Extend the due date", "Withdraw!"],
        "drafter": ["Make a remark"],
    }),
    "circulated, all answered": (answered, {
        "secretary": ["Close the round*", "Enter a letter", "Make a remark", "Extend the due date",
                      "Withdraw!"],
    }),
    "consolidation": (Product.consolidated, {
        "secretary": ["Mark as agreed*", "Start a new round", "Edit", "Make a remark", "Withdraw!"],
        "drafter": ["Edit*", "Make a remark"],
        "belarus": [],
    }),
    "consolidation, changed": (changed, {
        "secretary": ["Start a new round*", "Edit", "Make a remark", "Withdraw!"],
    }),
    "agreed": (Product.agreed, {"secretary": ["Put on the agenda*", "Reopen", "Withdraw!"], "drafter": []}),
    "tabled": (Product.tabled, {
        "secretary": ["Propose adoption*", "Remove from the agenda", "Reopen", "Withdraw!"],
        "chair": [],
    }),
    "proposed": (Product.proposed, {
        "secretary": ["Cancel the adoption proposal"],
        "chair": ["Confirm adoption*", "Cancel the adoption proposal"],
        "other_chair": [],
    }),
    "adopted": (Product.adopted, {"secretary": ["Enter into force*"], "chair": []}),
    "in force": (Product.in_force, {"secretary": ["Record a change by a later act"], "administrator": []}),
}  # fmt: skip


def buttons(product: Product, app: Flask, document_id: int, who: str) -> list[str]:
    """The labels; `*` marks the filled button, `!` a dangerous one."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        g.actor, g.request_id = product.actor(who), "test"
        g.document = reads().get_one(type(product.document(document_id)), document_id)
        g.rights_subject = rights_subject_of(reads(), g.document)
        shown = available_actions()
    marks = {"primary": "*", "danger": "!", "secondary": ""}
    return [f"{button.label}{marks[button.style]}" for button in shown]


@pytest.mark.parametrize("case", CASES)
def test_buttons(product: Product, app: Flask, case: str) -> None:
    bring, wanted = CASES[case]
    document_id = bring(product)

    assert {who: buttons(product, app, document_id, who) for who in wanted} == wanted


def test_a_state_that_this_round_did_not_ask_gets_none(product: Product, app: Flask) -> None:
    document_id = product.consolidated()
    product.circulate(document_id, states=("KZ",))

    assert buttons(product, app, document_id, "belarus") == []
    assert buttons(product, app, document_id, "kazakhstan") == ["Give a position*", "Make a remark"]
