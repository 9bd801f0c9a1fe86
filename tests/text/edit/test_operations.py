from __future__ import annotations

from collections.abc import Callable

import pytest

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.text.edit.operations import (
    Direction,
    add_after,
    delete,
    delete_alone,
    demote,
    move,
    move_after,
    promote,
    set_kind,
    set_label,
    set_text,
)
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.structure.structure import find
from tests.text.examples import ids, labels, regulation


@pytest.mark.parametrize(
    ("anchor", "kind", "neighbours", "label"),
    [
        ("p1", UnitKind.CLAUSE, "p1 new p2", "2."),
        ("p2", UnitKind.POINT, "p2 new q1", "1)"),
        ("q1", UnitKind.SUBPOINT, "q1 new q2", "а)"),
        ("q2", UnitKind.POINT, "r2 new a2", "3)"),
        ("r1", UnitKind.POINT, "r2 new a2", "3)"),
        ("p2", UnitKind.CLAUSE, "r2 new a2", "3."),
        ("q1", UnitKind.CLAUSE, "r2 new a2", "3."),
        ("p1", UnitKind.ARTICLE, "r2 new a2", "Статья 2."),
        ("b3", UnitKind.SECTION, "b3 new c2", "Глава II."),
        ("p1", UnitKind.PARAGRAPH, "p1 new p2", ""),
        ("k3", UnitKind.SECTION, "k3 new c1", "Глава I."),
        ("p1", UnitKind.ANNEX, "d1 new x1", "Приложение 1"),
        ("x4", UnitKind.ANNEX, "n1 new", "Приложение 2"),
        ("p1", UnitKind.FOOTNOTE, "p1 new p2", "f2"),
        ("p1", UnitKind.TABLE, "p1 new p2", ""),
        (None, UnitKind.PARAGRAPH, "new t1", ""),
    ],
)
def test_a_new_unit_comes_where_its_level_belongs(
    anchor: str | None, kind: UnitKind, neighbours: str, label: str
) -> None:
    text = add_after(regulation(), anchor, kind, " новое\nслово ", "new")
    assert f" {neighbours} " in f" {ids(text)} "
    unit = find(text, "new")
    assert unit.label == label
    assert unit.text == ("| новое |\n| слово |" if kind is UnitKind.TABLE else "новое слово")


def test_a_new_note_takes_a_free_name() -> None:
    text = parse("а[^f2] {#a}\n\n[^f2]: б {#b}", "ru")
    assert find(add_after(text, "b", UnitKind.FOOTNOTE, "", "new"), "new").label == "f3"


def test_what_follows_a_new_unit_is_numbered_again() -> None:
    text = add_after(regulation(), "a1", UnitKind.ARTICLE, "Задачи", "new")
    assert [unit.label for unit in text.units if unit.kind is UnitKind.ARTICLE] == [
        "Статья 1.",
        "Статья 2.",
        "Статья 3.",
        "Статья 4.",
    ]


@pytest.mark.parametrize(
    ("unit_id", "reason"), [("p1", "unit.id_taken"), ("Ключ", "unit.bad_id"), ("", "unit.bad_id")]
)
def test_a_new_unit_needs_a_free_id(unit_id: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_after(regulation(), "a1", UnitKind.CLAUSE, "", unit_id)
    assert refusal.value.code == reason


def test_the_words_of_a_unit_are_made_clean() -> None:
    text = set_text(regulation(), "p1", " е\u0308лка \n и  сосна ")
    assert find(text, "p1").text == "ёлка и  сосна"
    assert text.units[5:] == regulation().units[5:]


def test_a_fixed_label_stays_and_others_close_up() -> None:
    text = set_label(regulation(), "a2", "Статья 1-1.")
    assert labels(text)[1:8] == ["Статья 1.", "1.", "2.", "1)", "2)", "а)", "б)"]
    assert [unit.label for unit in text.units if unit.kind is UnitKind.ARTICLE] == [
        "Статья 1.",
        "Статья 1-1.",
        "Статья 2.",
    ]
    assert find(text, "a2").fixed
    assert set_label(text, "a2", None) == regulation()


def test_a_label_that_is_the_automatic_one_stays_automatic() -> None:
    assert set_label(regulation(), "a2", "Статья 2.") == regulation()


def test_a_heading_may_have_no_label_and_get_one_again() -> None:
    text = set_label(regulation(), "c1", "")
    assert labels(text).count("Глава I.") == 1
    assert find(text, "c2").label == "Глава I."
    assert set_label(text, "c1", None) == regulation()


@pytest.mark.parametrize(
    ("unit_id", "label", "reason"),
    [
        ("k3", "1.", "label.not_for_kind"),
        ("t1", None, "label.not_for_kind"),
        ("p1", "", "label.empty"),
        ("p1", "5" * 61, "label.too_long"),
        ("n1", None, "label.empty"),
        ("n1", "", "label.empty"),
    ],
)
def test_labels_that_cannot_be_are_refused(unit_id: str, label: str | None, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_label(regulation(), unit_id, label)
    assert refusal.value.code == reason


def test_a_note_may_be_renamed() -> None:
    assert find(set_label(regulation(), "n1", "срок"), "n1") == Unit(
        "n1", UnitKind.FOOTNOTE, "срок", "Сроки считаются в днях."
    )


@pytest.mark.parametrize(
    ("unit_id", "kind", "unit"),
    [
        ("b3", UnitKind.CLAUSE, Unit("b3", UnitKind.CLAUSE, "2.", "Председатель избирается на два года.")),
        ("p2", UnitKind.PARAGRAPH, Unit("p2", UnitKind.PARAGRAPH, "", "Он вправе:")),
        ("q1", UnitKind.TABLE, Unit("q1", UnitKind.TABLE, "", "| запрашивать сведения; |")),
        (
            "x3",
            UnitKind.PARAGRAPH,
            Unit("x3", UnitKind.PARAGRAPH, "", "| № | Расход | |---|---| | 1 | проезд |"),
        ),
        ("d1", UnitKind.FOOTNOTE, Unit("d1", UnitKind.FOOTNOTE, "f2", "Заседания проводятся дважды в год.")),
        ("c2", UnitKind.CHAPTER, Unit("c2", UnitKind.CHAPTER, "Глава 1.", "Работа")),
        ("p1", UnitKind.CLAUSE, find(regulation(), "p1")),
    ],
)
def test_a_unit_may_become_another_kind(unit_id: str, kind: UnitKind, unit: Unit) -> None:
    assert find(set_kind(regulation(), unit_id, kind), unit_id) == unit


def test_a_unit_is_deleted_with_all_that_belongs_to_it() -> None:
    text = delete(regulation(), "a1")
    assert ids(text) == "t1 k3 c1 a2 b2 b3 c2 a3 d1 x1 x2 x3 x4 n1"
    assert labels(text)[:3] == ["Глава I.", "Статья 1.", "1."]


def test_a_unit_may_be_deleted_alone() -> None:
    text = delete_alone(regulation(), "a2")
    assert ids(text) == ids(regulation()).replace("a2 ", "")
    assert find(text, "b2").label == "3."


def test_customs_of_numbering_outlive_an_edit() -> None:
    text = parse("#### Статья 1 {#a}\n\n1) б {#b}\n\nв {#c}\n\n1) г {#d}\n\n2) д {#e}\n\n3) е {#f}", "ru")
    assert labels(delete(text, "d")) == ["Статья 1", "1)", "1)", "2)"]


EDITS: list[Callable[[Text, str], Text]] = [
    lambda text, unit: add_after(text, unit, UnitKind.CLAUSE, "", "new"),
    lambda text, unit: set_text(text, unit, ""),
    lambda text, unit: set_label(text, unit, None),
    lambda text, unit: set_kind(text, unit, UnitKind.DASH),
    delete,
    delete_alone,
    promote,
    demote,
    lambda text, unit: move(text, unit, Direction.UP),
    lambda text, unit: move_after(text, unit, None),
    lambda text, unit: move_after(text, "p1", unit),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_unknown_unit_is_refused(edit: Callable[[Text, str], Text]) -> None:
    with pytest.raises(NotFound) as refusal:
        edit(regulation(), "zz")
    assert refusal.value.code == "unit.not_found"
