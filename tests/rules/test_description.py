"""What describes a document: checked against the council's settings, and one declaration for all floors."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.models.document import DESCRIPTION_COLUMNS, Document
from cmia_docs.rules.council import from_settings
from cmia_docs.rules.description import Description
from tests.factories.council import SETTINGS

COUNCIL = from_settings(SETTINGS)
DESCRIPTION = Description(
    act_type="regulation",
    titles={"ru": "Положение", "en": "Regulation"},
    languages=("ru", "en"),
    authentic=("ru",),
    initiator="BY",
)
STORED = {
    "act_type": "regulation",
    "titles": {"ru": "Положение", "en": "Regulation"},
    "languages": ["ru", "en"],
    "authentic": ["ru"],
    "initiator": "BY",
}


def test_it_is_stored_as_it_ever_was() -> None:
    assert DESCRIPTION.to_json() == STORED
    assert list(DESCRIPTION.to_json()) == list(STORED)
    assert Description.from_json(STORED | {"slug": "regulation", "number": 1}) == DESCRIPTION


def test_what_is_as_the_council_wants_it_stays_as_it_is() -> None:
    assert DESCRIPTION.checked(COUNCIL) == DESCRIPTION


def test_languages_come_in_the_councils_order_and_an_empty_title_is_none() -> None:
    typed = replace(
        DESCRIPTION,
        titles={"en": "  ", "ru": " Положение "},
        languages=("en", "ru"),
        authentic=("en", "ru"),
    )

    checked = typed.checked(COUNCIL)

    assert (checked.languages, checked.authentic) == (("ru", "en"), ("ru", "en"))
    assert checked.titles == {"ru": "Положение"}
    assert checked.checked(COUNCIL) == checked


def test_without_a_choice_the_working_language_binds() -> None:
    assert replace(DESCRIPTION, authentic=()).checked(COUNCIL).authentic == ("ru",)


def test_without_a_state_it_is_the_secretariats() -> None:
    assert replace(DESCRIPTION, initiator="").checked(COUNCIL).initiator == ""


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"act_type": "treaty"}, "council.unknown_type", ""),
        ({"initiator": "FR"}, "council.unknown_state", ""),
        ({"languages": ("en",), "authentic": ("en",)}, "document.languages", "languages"),
        ({"languages": ("ru", "fr")}, "document.languages", "languages"),
        ({"languages": ("ru",), "authentic": ("en",)}, "document.authentic", "authentic"),
        ({"titles": {"en": "Regulation"}}, "field.missing", "title_ru"),
    ],
)
def test_what_is_none_of_the_councils_is_refused(change: dict[str, Any], reason: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(DESCRIPTION, **change).checked(COUNCIL)

    assert (refused.value.code, refused.value.field) == (reason, field)


def test_the_row_of_a_document_has_a_column_for_every_field() -> None:
    names = {field.name for field in fields(Description)}

    assert set(DESCRIPTION_COLUMNS) == names
    assert names <= {column.name for column in Document.__table__.columns}


def test_a_document_gives_back_what_describes_it() -> None:
    document = Document(slug="regulation")
    document.describe(DESCRIPTION)

    assert (document.languages, document.authentic) == (["ru", "en"], ["ru"])
    assert document.description == DESCRIPTION
