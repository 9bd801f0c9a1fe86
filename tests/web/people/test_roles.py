"""Giving and taking roles on the page of an account."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from tests.factories.product import Product


def give(product: Product, client: FlaskClient, who: str, **data: str) -> tuple[int, str]:
    """Post the form; the status and the page."""
    answer = client.post(f"/people/{product.person(who).id}/roles", data=data)
    return answer.status_code, answer.text


def roles(product: Product, who: str) -> list[tuple[str, str, datetime | None]]:
    """The roles of a person as they are stored."""
    return [(grant.role, grant.state, grant.until) for grant in product.person(who).grants]


def test_a_role_until_the_end_of_its_last_day(product: Product) -> None:
    client = product.client("administrator")
    status, _ = give(product, client, "drafter", role="auditor", until="2026-03-02")
    assert status == 302
    assert roles(product, "drafter")[1:] == [("auditor", "", datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC))]
    assert product.client("drafter").get("/events").status_code == 200
    product.clock.advance(hours=15)
    assert product.client("drafter").get("/events").status_code == 403
    page = product.client("administrator").get(f"/people/{product.person('drafter').id}").text
    assert "ended on" in page


def test_a_role_for_a_state(product: Product) -> None:
    status, _ = give(product, product.client("administrator"), "drafter", role="chair", state="KG")
    assert status == 302
    assert roles(product, "drafter")[1:] == [("chair", "KG", None)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"role": "drafter"}, "The person already has this role."),
        ({"role": "reviewer"}, "This role needs a state. Choose it."),
        ({"role": "administrator", "state": "KG"}, "This role has no state. Leave the state empty."),
        ({"role": "auditor"}, "An auditor is appointed for a time. Enter the last day."),
        ({"role": "expert", "until": "2026-03-01"}, "The last day is in the past."),
        ({"role": "expert", "until": "31.12.2027"}, "Not a valid date value."),
        ({"role": ""}, "This field is required."),
    ],
)
def test_a_refused_role_comes_back_as_chosen(product: Product, data: dict[str, str], sentence: str) -> None:
    status, page = give(product, product.client("administrator"), "drafter", **data)
    assert status == 422
    assert sentence in page
    if data["role"]:
        assert f'<option selected value="{data["role"]}">' in page
    if "until" in data:
        assert f'value="{data["until"]}"' in page
    assert roles(product, "drafter") == [("drafter", "", None)]


def test_a_role_is_taken(product: Product) -> None:
    client = product.client("administrator")
    address = f"/people/{product.person('belarus').id}/roles/reviewer/BY/revoke"
    assert address in client.get(f"/people/{product.person('belarus').id}").text
    assert client.post(address).status_code == 302
    assert roles(product, "belarus") == []
    assert client.post(address).status_code == 404
    assert (
        "Without a role the person sees what the public sees."
        in client.get(f"/people/{product.person('belarus').id}").text
    )


def test_ones_own_administrators_role_cannot_be_taken(product: Product) -> None:
    client, own = product.client("administrator"), product.person("administrator").id
    address = f"/people/{own}/roles/administrator/revoke"
    assert address not in client.get(f"/people/{own}").text
    answer = client.post(address)
    assert answer.status_code == 403
    assert "You cannot take the administrator&#39;s role from yourself." in answer.text
    assert roles(product, "administrator") == [("administrator", "", None)]


def test_the_last_lasting_administrator_cannot_be_given_an_end(product: Product) -> None:
    status, page = give(
        product, product.client("administrator"), "administrator", role="administrator", until="2026-12-31"
    )
    assert status == 422
    assert "This is the last administrator." in page


def test_strange_addresses(product: Product) -> None:
    client, person_id = product.client("administrator"), product.person("drafter").id
    assert client.post(f"/people/{person_id}/roles/emperor/revoke").status_code == 404
    assert client.post(f"/people/{person_id}/roles/drafter/XX/revoke").status_code == 404
    assert client.post("/people/999999/roles", data={"role": "expert"}).status_code == 404
    for number in ("999999", "99999999999999999999", "-1", "0"):
        assert client.get(f"/people/{number}").status_code == 404
