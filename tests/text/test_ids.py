from __future__ import annotations

from dataclasses import replace

import pytest

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.ids import in_order, is_id, new_id, with_ids
from cmia_docs.text.model import Text
from tests.text.examples import REGULATION_EN, ids, regulation, regulation_en


@pytest.mark.parametrize("candidate", ["a", "k3", "abc123", "x-1", "a" * 32])
def test_ids_are_small_latin_letters_and_digits(candidate: str) -> None:
    assert is_id(candidate)


@pytest.mark.parametrize("candidate", ["", "1a", "A1", "а1", "a_1", "a 1", "a" * 33, "a\n"])
def test_anything_else_is_no_id(candidate: str) -> None:
    assert not is_id(candidate)


def test_new_ids_are_of_six_characters_and_free() -> None:
    taken: set[str] = set()
    for _ in range(500):
        made = new_id(taken)
        assert is_id(made)
        assert len(made) == 6
        assert made not in taken
        taken.add(made)


class CountingSet(set[str]):
    """A set that counts its membership tests."""

    times = 0

    def __contains__(self, element: object) -> bool:
        self.times += 1
        return super().__contains__(element)


def test_ids_in_order_pass_over_those_that_are_taken_and_look_at_none_twice() -> None:
    taken = CountingSet({"u2", "u3", "a1"})
    new = in_order()
    made = []
    for _ in range(100):
        made.append(new(taken))
        taken.add(made[-1])
    assert made == ["u1", *(f"u{number}" for number in range(4, 103))]
    assert taken.times == 102


def test_units_without_an_id_get_one_and_others_keep_theirs() -> None:
    text = with_ids(parse("# Положение {#t1}\n\n1. Раз.\n\n2. Два.", "ru"))
    assert text.units[0].id == "t1"
    assert len({unit.id for unit in text.units}) == 3
    assert with_ids(text) == text


def without_ids(text: Text) -> Text:
    return Text(text.language, tuple(replace(unit, id="") for unit in text.units))


def test_a_second_language_takes_the_ids_of_the_first() -> None:
    assert with_ids(without_ids(regulation_en()), like=regulation()) == regulation_en()


def test_a_unit_that_the_first_language_lacks_gets_an_id_of_its_own() -> None:
    source = REGULATION_EN.replace("#### Article 3.", "3. A clause more.\n\n#### Article 3.")
    text = with_ids(without_ids(parse(source, "en")), like=regulation())
    made = next(unit.id for unit in text.units if unit.text == "A clause more.")
    assert made not in ids(regulation()).split()
    assert ids(text).replace(f"{made} ", "") == ids(regulation())
