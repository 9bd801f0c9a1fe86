from __future__ import annotations

import random

import pytest

from cmia_docs.text.compare.table_diff import table_spans
from tests.text.compare.changes import assert_leads, shown
from tests.text.strategies import FRAGMENTS

ONE = "| 1 | проезд |\n| 2 | связь |\n| 3 | питание |"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("| а |\n| в |", "| а |\n| б |\n| в |", "=[| а |\n] +[| б |\n] =[| в |]"),
        ("| а |\n| б |", "| а |", "=[| а |] -[\n| б |]"),
        ("| а |", "| а |\n| б |", "=[| а |] +[\n| б |]"),
        (ONE, ONE.replace("связь", "жильё"),
         "=[| 1 | проезд |\n| 2 | ] -[связь] +[жильё] =[ |\n| 3 | питание |]"),
        # An inserted row renumbers all rows after it, and one of its neighbours changes as well.
        (ONE, "| 1 | проезд туда |\n| 2 | жильё |\n| 3 | связь |\n| 4 | питание |",
         "=[| 1 | проезд ] +[туда ] =[|\n] +[| 2 | жильё |\n] =[| ] -[2] +[3] =[ | связь |\n| ]"
         " -[3] +[4] =[ | питание |]"),
        (ONE, "| 1 | связь |\n| 2 | питание |",
         "-[| 1 | проезд |\n] =[| ] -[2] +[1] =[ | связь |\n| ] -[3] +[2] =[ | питание |]"),
        ("| 1 | проезд |\n| 2 | связь |", "| 1 | проезд | 2014 |\n| 2 | связь | 2015 |",
         "=[| 1 | проезд ] +[| 2014 ] =[|\n| 2 | связь ] +[| 2015 ] =[|]"),
        ("| 1 | проезд |", "| 2 | проезд | 2014 |", "=[| ] -[1] +[2] =[ | проезд ] +[| 2014 ] =[|]"),
        ("| проезд |", "| 1 | проезд |", "+[| 1 ] =[| проезд |]"),
        # Words that move to the next cell do not take the border with them.
        ("| один два | три |", "| один | два три |", "=[| один ] -[два ] =[| ] +[два ] =[три |]"),
        ("| а \\| б | в |", "| а \\| г | в |", "=[| а \\| ] -[б] +[г] =[ | в |]"),
        ("|", "| а |", "+[| а ] =[|]"),
        ("| |", "| |", "=[| |]"),
    ],
)  # fmt: skip
def test_rows_stand_beside_each_other_and_cells_change_inside(old: str, new: str, changes: str) -> None:
    spans = table_spans(old, new)
    assert_leads(spans, old, new)
    assert shown(spans) == changes


def test_they_always_give_both_tables() -> None:
    chance = random.Random(20130910)  # noqa: S311
    marks = (*FRAGMENTS, *("| ", " | ", "|", "\n| ", " |\n") * 12)
    for _ in range(2000):
        old = "".join(chance.choices(marks, k=chance.randrange(40)))
        new = "".join(chance.choices(marks, k=chance.randrange(40)))
        if chance.random() < 0.5:
            offset = chance.randrange(len(old) + 1)
            new = old[:offset] + chance.choice(marks) + old[offset:]
        assert_leads(table_spans(old, new), old, new)


def test_very_long_tables_are_compared_in_time() -> None:
    old = "\n".join(f"| {number} | мера {number * 7} |" for number in range(5000))
    new = "\n".join(f"| {number} | мера {number * 7 + 1} |" for number in range(1, 5002))
    assert_leads(table_spans(old, new), old, new)
