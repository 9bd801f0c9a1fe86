from __future__ import annotations

import pytest

from cmia_docs.errors import NotFound
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.text.structure.structure import OutlineEntry, find, index_of, outline, parent_of, subtree
from tests.text.examples import regulation

PARENTS = {
    "t1": None,
    "k3": None,
    "c1": None,
    "a1": "c1",
    "p1": "a1",
    "p2": "a1",
    "q1": "p2",
    "q2": "p2",
    "r1": "q2",
    "r2": "q2",
    "a2": "c1",
    "b2": "a2",
    "b3": "b2",
    "c2": None,
    "a3": "c2",
    "d1": "a3",
    "x1": None,
    "x2": "x1",
    "x3": "x1",
    "x4": "x1",
    "n1": "x1",
}


@pytest.mark.parametrize(("unit_id", "parent_id"), PARENTS.items())
def test_a_unit_belongs_to_the_nearest_one_that_stands_less_deep(unit_id: str, parent_id: str | None) -> None:
    parent = parent_of(regulation(), unit_id)
    assert (parent.id if parent else None) == parent_id


@pytest.mark.parametrize(
    ("unit_id", "held"),
    [
        ("t1", "t1"),
        ("c1", "c1 a1 p1 p2 q1 q2 r1 r2 a2 b2 b3"),
        ("a1", "a1 p1 p2 q1 q2 r1 r2"),
        ("p2", "p2 q1 q2 r1 r2"),
        ("b2", "b2 b3"),
        ("x1", "x1 x2 x3 x4"),
        ("x4", "x4"),
        ("n1", "n1"),
    ],
)
def test_a_subtree_is_the_unit_and_all_that_belongs_to_it_without_the_notes_at_the_end(
    unit_id: str, held: str
) -> None:
    text = regulation()
    assert " ".join(text.units[index].id for index in subtree(text, unit_id)) == held


def test_a_paragraph_and_what_follows_it_belong_to_the_clause() -> None:
    text = parse("1. а {#p1}\n\n1) б {#q1}\n\nв {#g1}\n\n- г {#d1}\n\n2) д {#q2}\n\n2. е {#p2}", "ru")
    parents = [parent_of(text, unit.id) for unit in text.units]
    assert [parent.id if parent else "" for parent in parents] == ["", "p1", "p1", "p1", "p1", ""]


def test_units_are_found_by_id() -> None:
    text = regulation()
    assert find(text, "b2").text == "Членов назначают государства."
    assert index_of(text, "t1") == 0


@pytest.mark.parametrize("unit_id", ["zz", "", "K3"])
def test_an_unknown_id_is_refused(unit_id: str) -> None:
    text = parse("Без номера.", "ru")
    for ask in (find, index_of, parent_of, subtree):
        with pytest.raises(NotFound) as refusal:
            ask(text, unit_id)
        assert refusal.value.code == "unit.not_found"


def test_the_outline_has_all_headings_with_their_depth() -> None:
    assert outline(regulation()) == [
        OutlineEntry("t1", UnitKind.TITLE, "", "Положение о Научно-консультативном совете", 0),
        OutlineEntry("c1", UnitKind.SECTION, "Глава I.", "Общие положения", 0),
        OutlineEntry("a1", UnitKind.ARTICLE, "Статья 1.", "Назначение", 1),
        OutlineEntry("a2", UnitKind.ARTICLE, "Статья 2.", "Состав", 1),
        OutlineEntry("c2", UnitKind.SECTION, "Глава II.", "Работа", 0),
        OutlineEntry("a3", UnitKind.ARTICLE, "Статья 3.", "Заседания", 1),
        OutlineEntry("x1", UnitKind.ANNEX, "Приложение", "", 0),
        OutlineEntry("x2", UnitKind.TITLE, "", "Смета", 1),
    ]


def test_an_empty_text_has_no_structure() -> None:
    assert outline(Text("ru")) == []
