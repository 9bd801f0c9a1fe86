"""Dataclasses as JSON objects: what goes in comes out, and an object that is stored is read for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from cmia_docs.rules.json_form import ADDED, SPREAD, JsonForm


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part(JsonForm):
    name: str
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True)
class Whole(JsonForm):
    number: int
    at: datetime
    on: date | None
    cities: Mapping[str, str]
    parts: tuple[Part, ...]
    own: Part = field(metadata=SPREAD)
    note: str = field(default="", metadata=ADDED)
    tags: tuple[str, ...] = field(default=(), metadata=ADDED)


WHOLE = Whole(
    number=3,
    at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    on=date(2026, 3, 2),
    cities={"ru": "Астана"},
    parts=(Part("one"), Part("two", Colour.BLUE)),
    own=Part("own", Colour.BLUE),
)
STORED: dict[str, Any] = {
    "number": 3,
    "at": "2026-03-02T09:30:00+00:00",
    "on": "2026-03-02",
    "places": {"ru": "Астана"},
    "parts": [{"name": "one", "colour": "red"}, {"name": "two", "colour": "blue"}],
    "name": "own",
    "colour": "blue",
}


def test_keys_stand_in_the_order_of_the_fields_under_their_stored_words() -> None:
    assert json.dumps(WHOLE.to_json()) == json.dumps(STORED)


def test_it_is_read_back_as_it_was() -> None:
    read = Whole.from_json(json.loads(json.dumps(STORED)))

    assert read == WHOLE
    assert [type(value) for value in (read.at, read.on, read.parts, read.own)] == [
        datetime,
        date,
        tuple,
        Part,
    ]
    assert read.own.colour is Colour.BLUE


def test_an_empty_value_stays_one() -> None:
    assert Whole.from_json(STORED | {"on": None}).on is None


def test_an_added_field_is_stored_only_where_it_says_something() -> None:
    noted = Whole.from_json(STORED | {"note": "seen", "tags": ["a", "b"]})

    assert (noted.note, noted.tags) == ("seen", ("a", "b"))
    assert noted.to_json() == STORED | {"note": "seen", "tags": ["a", "b"]}
    assert Whole.from_json(STORED | {"note": "", "tags": []}).to_json() == STORED


def test_a_default_of_the_code_is_stored_all_the_same_and_read_where_it_is_missing() -> None:
    assert Part("one").to_json() == {"name": "one", "colour": "red"}
    assert Part.from_json({"name": "one"}) == Part("one")


def test_keys_of_a_later_version_are_passed_over() -> None:
    assert Whole.from_json(STORED | {"later": 1}) == WHOLE


@pytest.mark.parametrize("key", ["number", "on", "name", "places"])
def test_a_key_without_a_default_is_missed(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        Whole.from_json({name: value for name, value in STORED.items() if name != key})


def test_a_value_that_is_none_of_an_enumeration_is_refused() -> None:
    with pytest.raises(ValueError, match="green"):
        Part.from_json({"name": "one", "colour": "green"})
