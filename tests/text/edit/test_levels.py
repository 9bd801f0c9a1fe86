from __future__ import annotations

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.text.edit.levels import demote, promote
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import UnitKind
from cmia_docs.text.structure.structure import find
from tests.text.examples import labels, regulation


@pytest.mark.parametrize(
    ("unit_id", "higher", "lower"),
    [
        ("a1", UnitKind.CHAPTER, None),
        ("c1", None, UnitKind.CHAPTER),
        ("p1", None, UnitKind.POINT),
        ("q1", UnitKind.CLAUSE, UnitKind.SUBPOINT),
        ("r1", UnitKind.POINT, UnitKind.DASH),
        ("b3", UnitKind.CLAUSE, UnitKind.DASH),
        ("t1", None, None),
        ("x1", None, None),
        ("x3", None, None),
        ("n1", None, None),
    ],
)
def test_a_unit_goes_one_level_up_or_down(
    unit_id: str, higher: UnitKind | None, lower: UnitKind | None
) -> None:
    for shift, kind, reason in (
        (promote, higher, "unit.no_higher_level"),
        (demote, lower, "unit.no_lower_level"),
    ):
        if kind is None:
            with pytest.raises(Invalid) as refusal:
                shift(regulation(), unit_id)
            assert refusal.value.code == reason
        else:
            assert find(shift(regulation(), unit_id), unit_id).kind is kind


def test_what_belongs_to_a_clause_goes_with_it() -> None:
    text = demote(regulation(), "p2")
    assert [find(text, unit).label for unit in ("p2", "q1", "q2")] == ["1)", "а)", "б)"]
    assert [find(text, unit).kind for unit in ("r1", "r2")] == [UnitKind.DASH, UnitKind.DASH]


def test_a_point_that_becomes_a_clause_takes_its_number() -> None:
    text = promote(regulation(), "q2")
    assert labels(text)[1:8] == ["Статья 1.", "1.", "2.", "1)", "3.", "1)", "2)"]
    assert demote(text, "q2") == regulation()


def test_a_heading_goes_alone() -> None:
    text = parse("## Раздел I. А {#s1}\n\n### Глава 1. Б {#h1}\n\n#### Статья 1. В {#a1}", "ru")
    assert labels(promote(text, "h1")) == ["Раздел I.", "Раздел II.", "Статья 1."]
