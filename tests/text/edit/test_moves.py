from __future__ import annotations

import random

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.text.edit.moves import Direction, move, move_after
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text
from cmia_docs.text.structure.structure import parent_of
from tests.text.examples import ids, labels, regulation

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("unit_id", "direction", "moved"),
    [
        ("p2", UP, "a1 p2 q1 q2 r1 r2 p1 a2"),
        ("p1", DOWN, "a1 p2 q1 q2 r1 r2 p1 a2"),
        ("r2", UP, "q2 r2 r1 a2"),
        ("a2", UP, "c1 a2 b2 b3 a1 p1 p2 q1 q2 r1 r2 c2"),
        ("c1", DOWN, "k3 c2 a3 d1 c1 a1 p1 p2 q1 q2 r1 r2 a2 b2 b3 x1"),
        # Beyond the last or first of its parent, into the next or previous parent.
        ("p2", DOWN, "a1 p1 a2 p2 q1 q2 r1 r2 b2 b3"),
        ("b2", UP, "r2 b2 b3 a2 c2"),
        ("a3", UP, "b3 a3 d1 c2 x1"),
        ("q1", UP, "p1 q1 p2 q2"),
        ("r1", UP, "q1 r1 q2 r2"),
        # A paragraph moves past one neighbour.
        ("b3", UP, "a2 b3 b2 c2"),
        ("k3", DOWN, "t1 c1 a1 p1 p2 q1 q2 r1 r2 a2 b2 b3 k3 c2"),
        ("k3", UP, "k3 t1 c1"),
    ],
)
def test_a_unit_moves_with_all_that_belongs_to_it(unit_id: str, direction: Direction, moved: str) -> None:
    text = move(regulation(), unit_id, direction)
    assert f" {moved} " in f" {ids(text)} "
    assert sorted(ids(text).split()) == sorted(ids(regulation()).split())


def test_moved_units_and_those_they_pass_are_numbered_again() -> None:
    text = move(regulation(), "a2", UP)
    assert labels(text)[:5] == ["Глава I.", "Статья 1.", "1.", "Статья 2.", "1."]
    assert move(text, "a2", DOWN) == regulation()


@pytest.mark.parametrize(
    ("unit_id", "direction"),
    # A chapter above the preamble, or an annex above a chapter, would contain it.
    [("t1", UP), ("c1", UP), ("x1", UP), ("n1", DOWN)],
)
def test_a_move_that_cannot_be_is_refused(unit_id: str, direction: Direction) -> None:
    with pytest.raises(Invalid) as refusal:
        move(regulation(), unit_id, direction)
    assert refusal.value.code == f"unit.cannot_move_{direction}"


@pytest.mark.parametrize(
    ("unit_id", "anchor", "moved"),
    [
        ("a2", "a3", "c1 a1 p1 p2 q1 q2 r1 r2 c2 a3 d1 a2 b2 b3 x1"),
        ("p1", "a2", "a2 p1 b2 b3"),
        ("r1", "q1", "q1 r1 q2 r2"),
        ("b3", None, "b3 t1 k3"),
        ("a3", "b3", "b3 a3 d1 c2 x1"),
    ],
)
def test_a_unit_moves_after_another(unit_id: str, anchor: str | None, moved: str) -> None:
    assert f" {moved} " in f" {ids(move_after(regulation(), unit_id, anchor))} "


def test_a_unit_may_stay_where_it_is() -> None:
    assert move_after(regulation(), "p1", "a1") == regulation()


@pytest.mark.parametrize(
    ("unit_id", "anchor", "reason"),
    [
        ("a1", "q2", "unit.move_into_itself"),
        ("a1", "a1", "unit.move_into_itself"),
        ("c2", "a1", "unit.would_swallow"),
        ("x1", "t1", "unit.would_swallow"),
    ],
)
def test_a_place_that_cannot_be_is_refused(unit_id: str, anchor: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        move_after(regulation(), unit_id, anchor)
    assert refusal.value.code == reason


def children_of(text: Text, unit_id: str) -> set[str]:
    return {unit.id for unit in text.units if (above := parent_of(text, unit.id)) and above.id == unit_id}


def test_no_move_gives_a_unit_children_that_it_did_not_have() -> None:
    chance = random.Random(41)  # noqa: S311
    marks = ["## I.", "#### Статья 1", "1.", "1)", "а)", "-", "2.", "г", "#### Статья 2", "д", "1.", "1)"]
    lines = [f"{mark} слово {{#u{number}}}" for number, mark in enumerate([*marks, "##### Приложение", "1."])]
    text = parse("\n\n".join(["Начало. {#g0}", *lines]), "ru")
    for _ in range(400):
        unit = chance.choice(text.units)
        direction = chance.choice((UP, DOWN))
        children = children_of(text, unit.id)
        try:
            text = move(text, unit.id, direction)
        except Invalid:
            continue
        assert children_of(text, unit.id) == children, (unit, direction)
        assert len(text.units) == 15
