from __future__ import annotations

import random

import pytest

from cmia_docs.text.compare.unit_matching import matches, unmoved
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Unit, UnitKind


def matched(old: str, new: str) -> list[int]:
    return matches(parse(old, "ru").units, parse(new, "ru").units)


@pytest.mark.parametrize(
    ("old", "new", "old_indexes"),
    [
        # By id, even if the words changed.
        ("а {#u1}\n\nб {#u2}", "в {#u2}\n\nг {#u1}", [1, 0]),
        # By text where ids are missing or different.
        ("раз {#u1}\n\nдва {#u2}", "раз\n\nдва {#u9}", [0, 1]),
        # Of units with the same words, those that keep the order.
        ("то же\n\nиное\n\nто же", "иное\n\nто же", [1, 2]),
        # By similarity, in the gap between others.
        ("раз {#u1}\n\nСовет собирается весной\n\nтри {#u3}",
         "раз {#u1}\n\nСовет собирается летом\n\nтри {#u3}", [0, 1, 2]),
        # Also elsewhere, if few are left.
        ("Совет собирается весной\n\nраз {#u1}", "раз {#u1}\n\nСовет собирается летом", [1, 0]),
        # A unit of another kind, or with too little in common, is another unit.
        ("Совет собирается", "- Совет собирается!", [-1]),
        ("Совет собирается", "Расходы несут государства", [-1]),
        # A duplicated id means the first.
        ("а {#u1}\n\nб {#u1}", "а {#u1}\n\nб {#u1}", [0, 1]),
        ("", "а", [-1]),
        ("а", "", []),
    ],
)  # fmt: skip
def test_units_are_matched(old: str, new: str, old_indexes: list[int]) -> None:
    assert matched(old, new) == old_indexes


def random_unit(chance: random.Random) -> Unit:
    words = chance.choice(("раз два три", "раз два", "иное"))
    return Unit(chance.choice(("", "a", "b", "c")), UnitKind.PARAGRAPH, "", words)


def test_no_unit_is_matched_twice() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(500):
        texts = [[random_unit(chance) for _ in range(chance.randrange(7))] for _ in range(2)]
        old_indexes = [index for index in matches(*texts) if index >= 0]
        assert len(old_indexes) == len(set(old_indexes))


@pytest.mark.parametrize(
    ("old_indexes", "stayed"),
    [
        ([0, 1, 2], {0, 1, 2}),
        ([1, 2, 3, 0], {0, 1, 2}),
        ([3, 0, 1, 2], {1, 2, 3}),
        ([0, -1, 2, 1, 3], {0, 3, 4}),
        ([-1, -1], set()),
        ([], set()),
    ],
)
def test_as_few_units_as_possible_moved(old_indexes: list[int], stayed: set[int]) -> None:
    assert unmoved(old_indexes) == stayed


def test_units_without_words_are_matched_by_their_labels() -> None:
    old = [Unit("", UnitKind.POINT, label, "") for label in ("1)", "2)")]
    assert matches(old, old[::-1]) == [1, 0]


def test_equal_units_are_matched_wherever_they_are_and_however_many() -> None:
    old = [Unit("", UnitKind.PARAGRAPH, "", f"номер {number}") for number in range(200)]
    assert matches(old, old[::-1]) == list(range(200))[::-1]


def test_two_thousand_units_without_ids_are_matched_by_likeness() -> None:
    """Limits on the work must not lose the matches of neighbours."""
    words = [f"номер {number} говорит о деле {number * 31} и о сроке {number * 17}" for number in range(2000)]
    old = [Unit("", UnitKind.PARAGRAPH, "", text) for text in words]
    new = [Unit("", UnitKind.PARAGRAPH, "", text.replace("говорит", "гласит")) for text in words]
    assert matches(old, new) == list(range(2000))


def test_texts_with_nothing_in_common_cost_little() -> None:
    old = [Unit("", UnitKind.PARAGRAPH, "", f"{number} " * 20) for number in range(5000)]
    new = [Unit("", UnitKind.PARAGRAPH, "", f"слово{number} " * 20) for number in range(5000)]
    assert set(matches(old, new)) == {-1}
