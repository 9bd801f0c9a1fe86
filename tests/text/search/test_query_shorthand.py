"""What people abbreviate in a query, and its full form."""

from __future__ import annotations

import pytest

from cmia_docs.text.search.query_parser import read_query
from cmia_docs.text.search.query_shorthand import day_of
from cmia_docs.text.search.query_tree import And, Not, Or, Phrase, Query, Title, Word


def both(short: str, full: str, number: str) -> Query:
    """An abbreviation or the full word, with a number."""
    return Or((And((Word(short), Word(number))), And((Word(full), Word(number)))))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ст. 5", both("ст", "статья", "5")),
        ("Ст 5", both("ст", "статья", "5")),
        ("ст.5", Or((Phrase(("ст", "5")), Phrase(("статья", "5"))))),
        ('"п. 3"', Or((Phrase(("п", "3")), Phrase(("пункт", "3"))))),
        ("гл. IV", both("гл", "глава", "iv")),
        ("art. 5-1", both("art", "article", "5-1")),
        ("совет ст. 5 права", And((Word("совет"), both("ст", "статья", "5"), Word("права")))),
        ("-ст. 5", Not(both("ст", "статья", "5"))),
        ("ст. совет", And((Word("ст"), Word("совет")))),
        ("ст.", Word("ст")),
        ("п* 3*", And((Word("п"), Word("3")))),
        ("СНГ", Or((Word("снг"), Phrase(("содружество", "независимых", "государств"))))),
        ("title:CIS", Title(Or((Word("cis"), Phrase(("commonwealth", "of", "independent", "states")))))),
        ("10 сентября 2013", Or((And((Word("10"), Word("сентября"), Word("2013"))), Word("2013-09-10")))),
        ("10.09.2013", Or((Word("10.09.2013"), Word("2013-09-10")))),
        ("31 сентября 2013", And((Word("31"), Word("сентября"), Word("2013")))),
    ],
)
def test_the_full_form_is_looked_up_too(typed: str, query: Query) -> None:
    assert read_query(typed)[0] == query


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10 сентября 2013", "2013-09-10"),
        ("1 мая 2014 г", "2014-05-01"),
        ("7 october 2002", "2002-10-07"),
        ("october 7 2002", "2002-10-07"),
        ("07.10.2002", "2002-10-07"),
        ("7/10/2002", "2002-10-07"),
        ("29 февраля 2013", ""),
        ("29.02.2012", "2012-02-29"),
        ("32.01.2012", ""),
        ("10 сентября", ""),
        ("10 сентября 13", ""),
        ("²² мая 2014", ""),
        ("10 совета 2013", ""),
        ("1 мая 0000", ""),
        ("", ""),
    ],
)
def test_a_day(words: str, day: str) -> None:
    assert day_of(tuple(words.split())) == day
