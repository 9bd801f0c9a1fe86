"""What payloads of several kinds have in common is read from an event of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest

import cmia_docs.rules.adoption_payloads
import cmia_docs.rules.document_payloads
import cmia_docs.rules.people_payloads
import cmia_docs.rules.review_payloads  # noqa: F401 - the payloads that are looked at
from cmia_docs.rules.payload import CommonField, Payload, common_value


def _payloads(base: type[Payload] = Payload) -> Iterator[type[Payload]]:
    for payload in base.__subclasses__():
        yield payload
        yield from _payloads(payload)


@pytest.mark.parametrize("field", get_args(CommonField))
def test_a_common_field_is_one_of_payloads_and_means_the_same_in_all(field: str) -> None:
    types = {str(get_type_hints(each)[field]) for each in _payloads() if field in get_type_hints(each)}
    assert len(types) == 1


def test_it_is_read_by_its_stored_word_and_none_where_it_is_not_there() -> None:
    assert common_value({"person": 7, "person_id": 8}, "person_id") == 7
    assert common_value({"reason": "Нет статьи 5."}, "reason") == "Нет статьи 5."
    assert common_value({}, "role") is None
