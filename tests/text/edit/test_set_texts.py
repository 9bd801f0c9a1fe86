"""Changing many units at once, and dividing a unit."""

from __future__ import annotations

import pytest

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.text.edit import operations
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, Unit, UnitKind
from tests.factories.product import texts

TEXT = texts()["ru"]


def test_many_units_get_their_words_as_one_by_one() -> None:
    words = {"c1": "раз", "c3": " три\n", "a2": "два"}
    expected = TEXT
    for unit_id, content in words.items():
        expected = operations.set_text(expected, unit_id, content)

    assert operations.set_texts(TEXT, words) == expected
    assert operations.set_texts(TEXT, {}) == TEXT


def test_an_unknown_unit_is_refused_and_nothing_changes() -> None:
    with pytest.raises(NotFound) as refused:
        operations.set_texts(TEXT, {"c1": "раз", "gone": "два"})

    assert refused.value.details == {"unit": "gone"}


def test_of_doubled_ids_the_first_is_meant() -> None:
    doubled = parse("Раз. {#p1}\n\nДва. {#p1}\n", "ru")

    assert [unit.text for unit in operations.set_texts(doubled, {"p1": "Три."}).units] == ["Три.", "Два."]


def test_a_divided_unit_is_followed_by_its_further_lines() -> None:
    divided = operations.divide(TEXT, "c1", ["раз", "два"], ["x1"])

    assert [(unit.id, unit.label, unit.text) for unit in divided.units[3:6]] == [
        ("c1", "1.", "раз"),
        ("x1", "2.", "два"),
        ("c2", "3.", "Решения Совета носят рекомендательный характер."),
    ]


def test_lines_of_a_divided_note_are_notes_with_names_of_their_own() -> None:
    text = parse("Слово.[^f1] {#p1}\n\n[^f1]: Было. {#n1}\n", "ru")

    divided = operations.divide(text, "n1", ["раз", "два", "три"], ["x1", "x2"])

    assert [unit.label for unit in divided.units[1:]] == ["f1", "f2", "f3"]


def test_an_id_that_is_taken_is_refused() -> None:
    with pytest.raises(Invalid, match=r"unit\.id_taken"):
        operations.divide(TEXT, "c1", ["раз", "два"], ["c2"])


def test_a_unit_of_another_language_is_put_directly_after_the_anchor() -> None:
    like = Unit("x1", UnitKind.CLAUSE, "9.", "words", fixed=True)

    put = operations.insert_after(TEXT, "c1", like)

    assert put.units[4] == Unit("x1", UnitKind.CLAUSE, "2.", "")
    assert operations.insert_after(Text("ru"), None, like).units == (Unit("x1", UnitKind.CLAUSE, "1.", ""),)
