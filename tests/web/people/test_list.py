"""The list of accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmia_docs.actions.people.roles import grant_role
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST
from tests.factories.product import Product
from tests.web.queries import counted


def test_everybody_is_listed_with_roles_and_states(product: Product) -> None:
    page = product.client("administrator").get("/people").text
    for name, email, _ in CAST.values():
        assert name in page
        assert email in page
    assert f"{len(CAST)} people" in page
    assert "national reviewer" in page
    assert "Kyrgyzstan" in page


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("?q=белова", ["secretary"]),
        ("?q=ОЛЬГА+БЕЛОВА", ["secretary"]),
        ("?role=chair", ["chair", "other_chair"]),
        ("?role=reviewer&state=BY", ["belarus"]),
        ("?role=chair&state=BY", []),
        ("?status=disabled", []),
        ("?role=<script>", []),
        ("?endpoint=x&_scheme=y&q=белова", ["secretary"]),
    ],
)
def test_filters(product: Product, query: str, people: list[str]) -> None:
    answer = product.client("administrator").get(f"/people{query}")
    assert answer.status_code == 200
    assert {who for who, (_, email, _) in CAST.items() if f">{email}<" in answer.text} == set(people)
    assert ("No account matches these filters." in answer.text) == (not people)


def test_a_role_that_has_ended_is_not_listed(product: Product) -> None:
    with product.work("administrator") as work:
        until = product.clock() + timedelta(days=1)
        grant_role(work, product.person("drafter").id, Grant(Role.CHAIR, "BY"), until)
    product.clock.advance(days=2)
    page = product.client("administrator").get("/people?q=drafter@").text
    assert ">drafter<" in page
    assert "chair, drafter" not in page
    assert "drafter, chair" not in page


def test_the_page_takes_the_same_queries_however_many_accounts(product: Product) -> None:
    client = product.client("administrator")
    with counted(product) as one:
        client.get("/people?q=белова")
    with counted(product) as all_:
        client.get("/people")
    assert len(one) == len(all_)
