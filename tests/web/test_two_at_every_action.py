"""Two people do the same at the same moment, for every row of the workflow: one wins, one is refused."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Document, Event
from cmia_docs.rules.workflow import TRANSITIONS, Action, Role, Stage, Transition
from tests.factories.product import Product
from tests.web.every_action import OF_OTHERS, Bringer, Prepared, sent

A = Action
_TWO = {
    Role.DRAFTER: ("drafter", "drafter"),
    Role.EXPERT: ("expert", "expert"),
    Role.SECRETARIAT: ("secretary", "second_secretary"),
    Role.REVIEWER: ("belarus", "belarus"),
    Role.CHAIR: ("chair", "chair"),
}
"""Two who hold the role on a document; where the cast has one, it is the same person in two windows."""
ALREADY_SO = frozenset({A.REMARK, A.ASSIGN, A.UNASSIGN, A.EXTEND})
"""What two may want at once: to whom it is already so, the form says that (422)."""
ROWS = [row for row in TRANSITIONS if row.action not in (A.CREATE,)]


def two_for_all(action: Action) -> str:
    """Whose form both send."""
    return next(two_for(row)[0] for row in TRANSITIONS if row.action is action)


def two_for(row: Transition) -> tuple[str, str]:
    """Who does it."""
    if row.action is A.WITHDRAW_REMARK:
        return ("drafter", "drafter")
    first = next(role for role in _TWO if role in row.roles)
    return _TWO[Role.SECRETARIAT if Role.SECRETARIAT in row.roles else first]


def form_of(bringer: Bringer, prepared: Prepared, action: Action, who: str) -> tuple[str, dict[str, Any]]:
    """Address and fields, with what the page had shown of the document."""
    product, base = bringer.product, f"/documents/{prepared.id}"
    person = product.person("other_drafter").id if action is A.ASSIGN else product.person("expert").id
    if action is A.SAVE:
        words = {"text.ru.c1": f"Слова: {who}.", "message": f"Правка: {who}"}
        return f"{base}/edit", words | {"op": "save", "base": product.seen(prepared.id), "version": 0}
    if action is A.ASSIGN:
        return f"{base}/people/drafter", {"drafter-person": person}
    if action is A.UNASSIGN:
        return f"{base}/people/expert/{person}/take-off", {}
    # Two answer the same remark; each makes one of their own.
    address, fields = sent(bringer, prepared, action, who if action is A.REMARK else two_for_all(action))
    return address, fields | {"known": newest(product, prepared.id)}


def newest(product: Product, document_id: int) -> int:
    """Id of the last event of a document."""
    with product.services.readers() as db:
        return db.scalar(select(func.max(Event.id)).where(Event.document_id == document_id)) or 0


def done(product: Product, document_id: int, action: Action) -> int:
    """How often an action was done to a document."""
    with product.services.readers() as db:
        counted = select(func.count()).where(Event.document_id == document_id, Event.kind == action.value)
        return db.scalar(counted) or 0


def at_once(posts: list[tuple[FlaskClient, str, dict[str, Any]]]) -> list[tuple[int, str]]:
    """Send all forms at the same moment; status and page of each."""
    barrier = threading.Barrier(len(posts))
    answers: list[tuple[int, str]] = [(0, "")] * len(posts)

    def send(index: int) -> None:
        client, address, form = posts[index]
        barrier.wait(timeout=30)
        answer = client.post(address, data=form)
        answers[index] = (answer.status_code, answer.text)

    threads = [threading.Thread(target=send, args=(index,)) for index in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def bringer(product: Product) -> Bringer:
    """Brings documents to a stage."""
    return Bringer(product)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.stage}-{row.action}" for row in ROWS])
def test_one_wins_and_the_other_is_told(bringer: Bringer, row: Transition) -> None:
    product = bringer.product
    prepared = bringer.document(row.stage, row.action)
    before = done(product, prepared.id, row.action)
    posts = [(product.client(who), *form_of(bringer, prepared, row.action, who)) for who in two_for(row)]

    answers = at_once(posts)

    refused = 422 if row.action in ALREADY_SO else 409
    if row.action is A.REMARK and len(set(two_for(row))) == 2:
        refused = 302  # two people have two voices
    assert sorted(status for status, _ in answers) == sorted([302, refused])
    assert done(product, prepared.id, row.action) == before + (2 if refused == 302 else 1)
    assert product.document(prepared.id).stage == row.next
    product.follow_up()
    assert verify(product.services) == []


def test_the_same_form_begins_one_document(product: Product) -> None:
    client = product.client("drafter")
    page = client.get("/documents/new").text
    once = re.search(r'name="once"[^>]*value="(\w+)"', page)
    assert once
    form = {"act_type": "regulation", "title_ru": "Положение", "languages": ["ru"], "authentic": ["ru"]}
    form |= {"initiator": "-", "source": "template", "slug": "", "once": once[1]}

    answers = at_once([(product.client("drafter"), "/documents/new", form) for _ in range(2)])

    assert [status for status, _ in answers] == [302, 302]
    with product.services.readers() as db:
        assert [row.titles for row in db.scalars(select(Document))] == [{"ru": "Положение"}]
    another = client.post("/documents/new", data=form | {"once": "another"})
    assert another.status_code == 302
    with product.services.readers() as db:
        assert db.scalar(select(func.count(Document.id))) == 2


def test_the_same_session_is_planned_once(product: Product) -> None:
    form = {"begins_on": "2026-05-04", "place_ru": "Астана", "chair_state": "KZ"}

    answers = at_once([(product.client(who), "/sessions/new", form) for who in _TWO[Role.SECRETARIAT]])

    assert sorted(status for status, _ in answers) == [302, 422]
    assert any("This session is already in the calendar." in page for _, page in answers)


def test_who_comes_second_is_told_by_whom(product: Product) -> None:
    document_id = product.circulated()
    address = f"/documents/{document_id}/positions/give"
    client = product.client("belarus")
    known = re.search(r'name="known"[^>]*value="(\d+)"', client.get(address).text)
    assert known
    assert int(known[1]) == newest(product, document_id)
    product.position(document_id, "belarus", "BY")
    form = {"seen": product.seen(document_id), "known": known[1], "state": "BY", "kind": "objection"}

    answer = client.post(address, data=form | {"note": "Мы против."})

    assert answer.status_code == 409
    assert f"{product.person('belarus').name} did this just before you." in answer.text
    assert "Мы против." in answer.text
    shown = re.search(r'name="known"[^>]*value="(\d+)"', answer.text)
    assert shown
    assert int(shown[1]) == newest(product, document_id)


def test_all_rows_are_tried() -> None:
    assert {row.action for row in ROWS} >= {row.action for row in TRANSITIONS} - {A.CREATE}
    assert OF_OTHERS - {A.CREATE} <= {row.action for row in ROWS}
    assert {row.stage for row in ROWS} == {row.stage for row in TRANSITIONS} <= set(Stage)
