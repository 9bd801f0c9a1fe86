"""Function words are not searched where there are other words."""

from __future__ import annotations

import pytest

from cmia_docs.text.search.function_words import without_function_words
from cmia_docs.text.search.query_parser import read_query


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("расходы на возвращение", "расходы возвращение"),
        ("the return of minors", "return minors"),
        ("с расходы", "расходы"),
        ("название:(совет при министрах)", "название:(совет министрах)"),
        ("(розыск в Минске) OR the", "(розыск Минске) OR the"),
        ("розыск -(the minors)", "розыск -minors"),
        # All that is asked for stays.
        ("и", "и"),
        ("по на", "по на"),
        ("и -розыск", "и -розыск"),
        ("не розыск", "не розыск"),
        ('"расходы на возвращение"', '"расходы на возвращение"'),
        ("по*", "по*"),
    ],
)
def test_what_is_looked_for(typed: str, same_as: str) -> None:
    assert without_function_words(read_query(typed)[0]) == read_query(same_as)[0]
