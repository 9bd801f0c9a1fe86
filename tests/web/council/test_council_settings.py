"""The council's settings as an administrator changes them in a browser."""

from __future__ import annotations

import copy
import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cmia_docs.queries.council import council_of, settings_event
from cmia_docs.rules.council import Council, from_settings
from tests.factories.council import CAST, SETTINGS
from tests.factories.product import Product

_INPUT = re.compile(r"<input [^>]*>|<option selected [^>]*>|<select [^>]*>")
_ATTRIBUTE = re.compile(r'(\w[\w-]*)(?:="([^"]*)")?')


def fields(page: str) -> dict[str, str]:
    """What a browser would send if the form on the page were sent as it is."""
    sent: dict[str, str] = {}
    select = ""
    for tag in _INPUT.findall(page[page.index('<form method="post">') :]):
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        if tag.startswith("<select"):
            select = attributes["name"]
        elif tag.startswith("<option"):
            sent[select] = attributes["value"]
        elif attributes["type"] not in ("checkbox", "radio") or "checked" in attributes:
            sent[attributes["name"]] = attributes.get("value", "")
    sent.pop("csrf_token", None)  # signed again every second, and not required in tests
    return sent


def opened(client: FlaskClient) -> dict[str, str]:
    """The form as it is opened."""
    return fields(client.get("/council").text)


def in_force(product: Product) -> Council:
    """The settings in force."""
    with product.services.readers() as db:
        return council_of(db)


def errors_at(answer: TestResponse) -> dict[str, str]:
    """Field -> the sentence at it."""
    errors = re.findall(r'id="([\w-]+)-error">.*?<span>(.*?)</span>', answer.text, re.DOTALL)
    return {name: html.unescape(sentence) for name, sentence in errors}


def expected(**changes: Any) -> Council:
    """The settings of the tests, changed."""
    return from_settings(copy.deepcopy(SETTINGS) | changes)


def test_sent_as_it_was_opened_it_changes_nothing(product: Product) -> None:
    client = product.client("administrator")
    with product.services.readers() as db:
        before = settings_event(db)

    answer = client.post("/council", data=opened(client), follow_redirects=True)

    assert (answer.status_code, "Nothing was changed." in answer.text) == (200, True)
    with product.services.readers() as db:
        assert settings_event(db) == before


def test_names_and_missing_replies_are_changed_and_the_change_is_listed(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client) | {"short_names-en": "Council", "no_reply": "agreed"}

    page = client.post("/council", data=typed, follow_redirects=True).text

    assert in_force(product) == expected(short_names={"ru": "СМВД", "en": "Council"}, no_reply="agreed")
    assert "changed: short name, missing replies" in page
    assert CAST["administrator"][0] in page
    assert 'href="/events?kind=configure"' in page


def test_a_state_is_added_in_its_place_and_another_dropped(product: Product) -> None:
    client = product.client("administrator")
    row = {"place": "1", "code": "AM", "names-ru": "Армения", "names-en": "Armenia"}
    typed = opened(client) | {f"states-4-{cell}": value for cell, value in row.items()}
    typed |= {"states-0-place": "2", "states-3-drop": "y"}

    assert client.post("/council", data=typed).status_code == 302

    assert [(state.code, state.kind) for state in in_force(product).states] == [
        ("AM", "member"),
        ("BY", "member"),
        ("KZ", "member"),
        ("KG", "member"),
    ]


def test_an_act_type_is_added_and_another_goes_without_circulation(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client)
    del typed["act_types-0-circulated"]
    typed |= {"act_types-2-code": "concept", "act_types-2-names-ru": "Концепция"}
    typed |= {"act_types-2-number_pattern": "К-{serial}"}

    assert client.post("/council", data=typed).status_code == 302

    types = in_force(product).act_types
    assert [(t.code, t.number_pattern, t.circulated) for t in types] == [
        ("regulation", "СМВД/{year}/{serial}", False),
        ("decision", "СМВД/{year}/{serial}", False),
        ("concept", "К-{serial}", True),
    ]


def test_a_new_language_can_be_named_in_the_same_form(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client) | {"languages": "ru, kk, en", "no_reply": "nonsense"}
    answer = client.post("/council", data=typed)
    assert answer.status_code == 422

    again = fields(answer.text) | {"names-kk": "Кеңес", "states-0-names-kk": "Беларусь", "no_reply": "blocks"}
    assert client.post("/council", data=again).status_code == 302

    council = in_force(product)
    assert council.languages == ("ru", "kk", "en")
    assert (council.names["kk"], council.states[0].names["kk"]) == ("Кеңес", "Беларусь")


def test_all_faults_come_back_at_once_each_at_its_row_with_everything_typed(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client) | {
        "states-1-names-ru": " ",
        "states-2-code": "kg",
        "states-5-place": "1",
        "states-5-names-en": "Nowhere",
        "act_types-0-number_pattern": "N {year}",
        "act_types-2-code": "decision",
        "short_names-ru": "",
    }

    answer = client.post("/council", data=typed)

    assert answer.status_code == 422
    code = "The code of a state consists of 2 to 10 capital Latin letters and digits, such as BY."
    name = "The name in the working language is missing."
    assert errors_at(answer) == {
        "short_names-ru": name,
        "states-1-names-ru": name,
        "states-2-code": code,
        "states-5-code": code,
        "states-5-names-ru": name,
        "act_types-0-number_pattern": (
            "A number pattern contains {serial} once, {year} where wanted, and no other braces."
        ),
        "act_types-2-code": "The code decision is used twice.",
        "act_types-2-names-ru": name,
        "act_types-2-number_pattern": (
            "A number pattern contains {serial} once, {year} where wanted, and no other braces."
        ),
    }
    assert fields(answer.text) == typed
    assert in_force(product) == expected()


def test_what_is_in_use_is_named_at_its_own_row(product: Product) -> None:
    client = product.client("administrator")
    product.draft("decision")
    typed = opened(client) | {"states-2-drop": "y", "states-3-drop": "y"}
    answer = client.post("/council", data=typed)
    assert (answer.status_code, errors_at(answer)) == (
        422,
        {"states-2-code": "These are in use and cannot be removed: KG."},
    )
    assert fields(answer.text) == typed
    answer = client.post("/council", data=opened(client) | {"act_types-1-code": "resolution"})
    assert list(errors_at(answer)) == ["act_types-0-code"]
    answer = client.post("/council", data=opened(client) | {"languages": "ru"})
    assert errors_at(answer) == {"languages": "These are in use and cannot be removed: en."}


def test_settings_changed_meanwhile_are_not_overwritten_unseen(product: Product) -> None:
    client = product.client("administrator")
    first, second = opened(client), opened(client)
    client.post("/council", data=first | {"short_names-en": "Council"})

    answer = client.post("/council", data=second | {"short_names-ru": "Совет"})

    assert answer.status_code == 409
    assert "The settings were changed after you opened them." in answer.text
    assert fields(answer.text)["short_names-ru"] == "Совет"
    assert in_force(product) == expected(short_names={"ru": "СМВД", "en": "Council"})
    assert client.post("/council", data=fields(answer.text)).status_code == 302
    assert in_force(product) == expected(short_names={"ru": "Совет", "en": "CMIA"})


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"seen": "abc"},
        {"seen": "99999999999999999999999999"},
        {"languages": "ru,ru"},
        {"languages": "<b>"},
        {"states-999-code": "XX"},
        {"states-x-code": "XX"},
        {"states-²-code": "XX"},
        {f"act_types-{'9' * 5000}-code": "xx"},
        {"states--code": "XX", "states-": "XX", "states": "XX", "names": "XX", "names-": "XX"},
        {"no_reply": ""},
        {"names-ru": "x" * 10_000},
        {"names-ru": "a\x00b"},
    ],
)
def test_strange_forms_are_refused_and_break_nothing(product: Product, strange: dict[str, str]) -> None:
    client = product.client("administrator")
    base = opened(client) if strange else {}
    answer = client.post("/council", data=base | strange)
    assert answer.status_code in (302, 409, 422)
    assert in_force(product) == expected()


def test_only_its_box_drops_a_row(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client) | {"short_names-en": "Council"}
    lost = ("states-1-", "act_types-1-number_pattern", "act_types-1-code", "act_types-1-names-")
    sent = {name: value for name, value in typed.items() if not name.startswith(lost)}
    assert client.post("/council", data=sent).status_code == 302
    assert in_force(product) == expected(short_names={"ru": "СМВД", "en": "Council"})


def test_rows_are_bounded_and_a_number_far_away_is_the_next_row(product: Product) -> None:
    client = product.client("administrator")
    far = {"states-999-code": "XX", "states-999-names-ru": "Далеко"}
    answer = client.post("/council", data=opened(client) | far | {"no_reply": "nonsense"})
    again = fields(answer.text)
    assert (again["states-7-code"], again["states-7-names-ru"]) == ("XX", "Далеко")

    many = {f"states-{row}-code": "" for row in range(400)}
    answer = client.post("/council", data=many | opened(client) | {"no_reply": "nonsense"})
    assert answer.status_code == 422
    assert {"states-199-code", "states-200-code"} & set(fields(answer.text)) == {"states-199-code"}


def test_a_row_whose_number_is_none_comes_last(product: Product) -> None:
    client = product.client("administrator")
    assert client.post("/council", data=opened(client) | {"states-0-place": "-1e9"}).status_code == 302
    assert [state.code for state in in_force(product).states] == ["KZ", "KG", "TM", "BY"]


def test_the_form_is_text(product: Product) -> None:
    client = product.client("administrator")
    name = '"><script>alert(1)</script>'
    client.post("/council", data=opened(client) | {"short_names-en": name})
    page = client.get("/council").text
    assert name not in page
    assert fields(page)["short_names-en"] == name
