"""What a state that was not asked in a round may learn of it: nothing, and it may not speak in it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cmia_docs.actions.people import roles
from cmia_docs.actions.review import remarks
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import Remark
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.product import Product
from tests.security.canaries import between_rounds, two_rounds


def also(product: Product, who: str, role: Role, state: str = "") -> None:
    """Give somebody another role."""
    with product.work("administrator") as work:
        roles.grant_role(work, product.person(who).id, Grant(role, state))


def speak(product: Product, document_id: int, who: str, **changes: Any) -> Remark:
    """A remark on the current revision."""
    how: dict[str, Any] = {
        "seen": product.seen(document_id),
        "language": "ru",
        "unit_id": "c1",
        "body": "Уточнить",
        "state": "",
    }
    with product.work(who) as work:
        return remarks.remark(work, document_id, **(how | changes))


# A role on other documents, or one that hears of tabled texts alone, opens nothing of this one.
@pytest.mark.parametrize("more", [None, (Role.DRAFTER, ""), (Role.EXPERT, ""), (Role.CHAIR, "BY")])
def test_pages_and_lists_say_nothing_of_the_round(product: Product, more: tuple[Role, str] | None) -> None:
    document_id = two_rounds(product, "qb")
    if more is not None:
        also(product, "belarus", *more)
    client = product.client("belarus")
    for address in ("/", "/documents", f"/documents/{document_id}", f"/documents/{document_id}/positions"):
        page = client.get(address).text
        dates = re.findall(r"Round 2|May 17|17 May|2026-05-17", page)
        assert (address, dates) == (address, [])


def test_the_makers_days_of_work_are_not_told(product: Product) -> None:
    document_id = between_rounds(product, "qc")
    product.clock.advance(days=40)
    with product.work("drafter") as work:
        remarks.remark(
            work, document_id, seen=product.seen(document_id), language="ru", unit_id="c1", body="Проверить"
        )
    shown = {
        who: "2026-04-11" in product.client(who).get("/documents").text for who in ("drafter", "belarus")
    }
    assert shown == {"drafter": True, "belarus": False}


@pytest.mark.parametrize("more", [None, (Role.DRAFTER, ""), (Role.EXPERT, "")])
def test_it_cannot_speak_in_it(product: Product, more: tuple[Role, str] | None) -> None:
    document_id = two_rounds(product, "qb")
    if more is not None:
        also(product, "belarus", *more)
    with refused(Invalid, "position.state_not_addressed", field="state"):
        speak(product, document_id, "belarus", state="BY")
    with refused(Invalid, "remark.state_missing", field="state"):
        speak(product, document_id, "belarus", state="")


def test_its_refusal_does_not_depend_on_the_text_it_may_not_see(product: Product) -> None:
    document_id = two_rounds(product, "qb")
    client = product.client("belarus")
    for form in ({"unit": "c1"}, {"unit": "nowhere"}, {"language": "xx"}, {"seen": "1"}, {"show": "1"}):
        sent = {"seen": product.seen(document_id), "language": "ru", "body": "x", "state": "BY"} | form
        answer = client.post(f"/documents/{document_id}/remarks/add", data=sent)
        assert (form, answer.status_code) == (form, 403)
    for page in ("remarks/add", "positions/give"):
        answer = client.get(f"/documents/{document_id}/{page}")
        assert (answer.status_code, f'value="{product.seen(document_id)}"' in answer.text) == (403, False)


def test_nobody_speaks_for_a_state_that_is_none(product: Product) -> None:
    document_id = product.circulated()
    for state in ("XX", "<b>", "BY\0", "B" * 5000):
        with refused(Invalid, "council.unknown_state", state=state):
            speak(product, document_id, "secretary", state=state)
    with refused(NotAllowed, "remark.other_state"):
        speak(product, document_id, "belarus", state="KZ")
