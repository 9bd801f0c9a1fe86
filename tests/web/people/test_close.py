"""Closing and opening accounts."""

from __future__ import annotations

from tests.factories.council import CAST, PASSWORD
from tests.factories.stage import Stage

SIGN_IN = {"email": CAST["drafter"][1], "password": PASSWORD}


def test_a_closed_account_is_out_at_once_and_back_when_opened(stage: Stage) -> None:
    administrator, drafter = stage.client("administrator"), stage.client("drafter")
    person_id = stage.person("drafter").id
    assert administrator.post(f"/people/{person_id}/disable").status_code == 302
    assert drafter.get("/account").status_code == 302
    assert stage.client().post("/sign-in", data=SIGN_IN).status_code == 422
    page = administrator.get(f"/people/{person_id}").text
    assert "Open the account" in page
    assert "New invitation link" not in page

    assert administrator.post(f"/people/{person_id}/enable").status_code == 302
    assert drafter.get("/account").status_code == 302
    assert stage.client().post("/sign-in", data=SIGN_IN).status_code == 302


def test_ones_own_account_cannot_be_closed(stage: Stage) -> None:
    client, own = stage.client("administrator"), stage.person("administrator").id
    assert "Close the account" not in client.get(f"/people/{own}").text
    answer = client.post(f"/people/{own}/disable")
    assert (answer.status_code, "You cannot close your own account." in answer.text) == (403, True)
    assert client.get("/people").status_code == 200


def test_a_closed_account_gets_no_link(stage: Stage) -> None:
    client, person_id = stage.client("administrator"), stage.person("drafter").id
    client.post(f"/people/{person_id}/disable")
    answer = client.post(f"/people/{person_id}/invite-again")
    assert (answer.status_code, "This account is closed. Open it first." in answer.text) == (409, True)


def test_unknown_accounts_and_acts(stage: Stage) -> None:
    client = stage.client("administrator")
    for act in ("disable", "enable", "invite-again"):
        assert client.post(f"/people/999999/{act}").status_code == 404
    assert client.post(f"/people/{stage.person('drafter').id}/delete").status_code == 404
