"""Closing and opening accounts."""

from __future__ import annotations

from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product

SIGN_IN = {"email": CAST["drafter"][1], "password": PASSWORD}


def test_a_closed_account_is_out_at_once_and_back_when_opened(product: Product) -> None:
    administrator, drafter = product.client("administrator"), product.client("drafter")
    person_id = product.person("drafter").id
    assert administrator.post(f"/people/{person_id}/disable").status_code == 302
    assert drafter.get("/account").status_code == 302
    assert product.client().post("/sign-in", data=SIGN_IN).status_code == 422
    page = administrator.get(f"/people/{person_id}").text
    assert "Open the account" in page
    assert "New invitation link" not in page

    assert administrator.post(f"/people/{person_id}/enable").status_code == 302
    assert drafter.get("/account").status_code == 302
    assert product.client().post("/sign-in", data=SIGN_IN).status_code == 302


def test_ones_own_account_cannot_be_closed(product: Product) -> None:
    client, own = product.client("administrator"), product.person("administrator").id
    assert "Close the account" not in client.get(f"/people/{own}").text
    answer = client.post(f"/people/{own}/disable")
    assert (answer.status_code, "You cannot close your own account." in answer.text) == (403, True)
    assert client.get("/people").status_code == 200


def test_a_closed_account_gets_no_link(product: Product) -> None:
    client, person_id = product.client("administrator"), product.person("drafter").id
    client.post(f"/people/{person_id}/disable")
    answer = client.post(f"/people/{person_id}/invite-again")
    assert (answer.status_code, "This account is closed. Open it first." in answer.text) == (409, True)


def test_unknown_accounts_and_acts(product: Product) -> None:
    client = product.client("administrator")
    for action in ("disable", "enable", "invite-again"):
        assert client.post(f"/people/999999/{action}").status_code == 404
    assert client.post(f"/people/{product.person('drafter').id}/delete").status_code == 404
