"""Inviting somebody, from the form to their first page."""

from __future__ import annotations

import re

import pytest

from cmia_docs.queries.people.people import accounts
from tests.factories.council import CAST
from tests.factories.product import Product

FORM = {
    "email": "tokarev@cmia.test",
    "name": "Пётр Токарев",
    "language": "en",
    "role": "reviewer",
    "state": "KG",
    "until": "",
}
WORDS = "семь синих лодок у берега"


def link_on(page: str) -> str:
    """The address of the invitation that a page shows."""
    match = re.search(r"http://127\.0\.0\.1:8000(/join/[\w-]+)", page)
    assert match
    return match[1]


def test_from_the_invitation_to_the_first_page(product: Product) -> None:
    shown = product.client("administrator").post("/people/invite", data=FORM)
    assert shown.status_code == 200
    product.follow_up()
    mail = next(body for to, _, body in product.mail.sent if to == FORM["email"])
    link = link_on(shown.text)
    assert link_on(mail) == link

    client = product.client()
    assert "Пётр Токарев" in client.get(link).text
    refused = client.post(link, data={"password": "short"})
    assert (refused.status_code, "15 characters" in refused.text) == (422, True)
    assert client.post(link, data={"password": WORDS}).headers["Location"] == "/sign-in"
    assert client.post("/sign-in", data={"email": FORM["email"], "password": WORDS}).status_code == 302
    page = client.get("/account").text
    assert "Пётр Токарев" in page
    assert "national reviewer" in page


def test_the_link_is_invalid_once_used_expired_or_replaced(product: Product) -> None:
    administrator, guest = product.client("administrator"), product.client()
    link = link_on(administrator.post("/people/invite", data=FORM).text)
    with product.services.readers() as db:
        person_id = accounts(db, product.clock(), words="tokarev")[0].person.id
    newer = link_on(administrator.post(f"/people/{person_id}/invite-again").text)
    assert (guest.get(link).status_code, guest.get(newer).status_code) == (404, 200)
    guest.post(newer, data={"password": WORDS})
    assert guest.get(newer).status_code == 404
    latest = link_on(administrator.post(f"/people/{person_id}/invite-again").text)
    product.clock.advance(days=7)
    assert guest.get(latest).status_code == 404
    assert guest.post(latest, data={"password": WORDS}).status_code == 404
    # The answer does not tell why: a link that never existed gets the same.
    for dead in (link, newer, latest, "/join/never-was"):
        assert "was used, has expired, or never existed. Ask for another." in guest.get(dead).text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": CAST["drafter"][1]}, "There is already an account with this address."),
        ({"email": "no address"}, "This is not an email address."),
        ({"email": ""}, "This field is required."),
        ({"name": "  "}, "This field is required."),
        ({"name": "Пётр\u202eТокарев"}, "There is an invisible or unassigned character (U+202E). Remove it."),
        ({"language": "de"}, "Not a valid choice."),
        ({"role": "emperor"}, "Not a valid choice."),
        ({"state": ""}, "This role needs a state. Choose it."),
        ({"state": "FR"}, "Not a valid choice."),
        ({"role": "auditor", "state": ""}, "An auditor is appointed for a time. Enter the last day."),
        ({"role": "auditor", "state": "", "until": "2020-01-01"}, "The last day is in the past."),
        ({"until": "soon"}, "Not a valid date value."),
    ],
)
def test_a_refused_form_comes_back_with_all_that_was_typed(
    product: Product, change: dict[str, str], sentence: str
) -> None:
    answer = product.client("administrator").post("/people/invite", data=FORM | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    typed = FORM | change
    for name in ("email", "name"):
        if typed[name].strip():
            assert f'value="{typed[name]}"' in answer.text
    with product.services.readers() as db:
        assert accounts(db, product.clock(), words="Токарев") == []


def test_what_is_typed_is_text(product: Product) -> None:
    name = "<script>alert(1)</script>"
    page = product.client("administrator").post("/people/invite", data=FORM | {"name": name}).text
    assert name not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("who", ["secretary", "drafter", "auditor", "chair", "belarus"])
def test_nobody_but_an_administrator_opens_these_pages(product: Product, who: str) -> None:
    client, person_id = product.client(who), product.person(who).id
    addresses = ("/people", "/people/invite", f"/people/{person_id}", "/council")
    assert [client.get(address).status_code for address in addresses] == [403] * 4
    posts = ("invite", f"{person_id}/roles", f"{person_id}/disable", f"{person_id}/invite-again")
    assert [client.post(f"/people/{post}").status_code for post in posts] == [403] * 4
