"""What people abbreviate in a query, and its full form."""

from __future__ import annotations

import pytest

from cmia_docs.text.search.query_parser import read_query
from cmia_docs.text.search.query_shorthand import day_of, is_cited, other_writing
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


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("ст", "статья"),
        ("стст", "статья"),
        ("п", "пункт"),
        ("пп", "пункт"),
        ("подп", "подпункт"),
        ("пунк", "пункт"),
        ("ч", "часть"),
        ("гл", "глава"),
        ("разд", "раздел"),
        ("абз", "абзац"),
        ("прил", "приложение"),
        ("art", "article"),
        ("arts", "article"),
        ("para", "paragraph"),
        ("paras", "paragraph"),
        ("par", "paragraph"),
        ("sec", "section"),
        ("sect", "section"),
        ("ch", "chapter"),
        ("chap", "chapter"),
        ("app", "appendix"),
    ],
)
def test_what_is_cited_before_a_number(short: str, full: str) -> None:
    assert other_writing((short, "5")) == (full, "5")
    assert other_writing((short, "5-1")) == (full, "5-1")
    assert other_writing((short,)) == ()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("снг", "содружество независимых государств"),
        ("мвд", "министерство внутренних дел"),
        ("оон", "организация объединенных наций"),
        ("одкб", "организация договора о коллективной безопасности"),
        ("шос", "шанхайская организация сотрудничества"),
        ("еаэс", "евразийский экономический союз"),
        ("рф", "российская федерация"),
        ("рб", "республика беларусь"),
        ("рк", "республика казахстан"),
        ("cis", "commonwealth of independent states"),
        ("mia", "ministry of internal affairs"),
        ("un", "united nations"),
        ("csto", "collective security treaty organization"),
        ("eaeu", "eurasian economic union"),
    ],
)
def test_names_that_all_readers_know(short: str, full: str) -> None:
    assert other_writing((short,)) == tuple(full.split())
    assert other_writing((short, "5")) == ()


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("01", "январь января january jan"),
        ("02", "февраль февраля february feb"),
        ("03", "март марта march mar"),
        ("04", "апрель апреля april apr"),
        ("05", "май мая may"),
        ("06", "июнь июня june jun"),
        ("07", "июль июля july jul"),
        ("08", "август августа august aug"),
        ("09", "сентябрь сентября september sep"),
        ("10", "октябрь октября october oct"),
        ("11", "ноябрь ноября november nov"),
        ("12", "декабрь декабря december dec"),
    ],
)
def test_the_names_of_the_months(number: str, names: str) -> None:
    for name in names.split():
        assert day_of(("5", name, "2013")) == day_of((name, "5", "2013")) == f"2013-{number}-05"
        assert other_writing(("5", name, "2013")) == (f"2013-{number}-05",)


@pytest.mark.parametrize("year_word", ["г", "год", "года"])
def test_the_word_year_may_follow(year_word: str) -> None:
    assert day_of(("10", "мая", "2013", year_word)) == day_of(("10.05.2013", year_word)) == "2013-05-10"
    assert day_of((year_word,)) == ""


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("ст 5", True),
        ("ст 5-1", True),
        ("ст iv", True),
        ("ст xlc", True),
        ("ст совет", False),
        ("ст", False),
        ("ст 5 6", False),
        ("совет 5", False),
    ],
)
def test_a_citation_is_a_short_word_and_a_number(words: str, cited: bool) -> None:
    assert is_cited(tuple(words.split())) is cited


@pytest.mark.parametrize(
    "words", ["10 мая 2013 совета", "10.05.2013 мая", "10.05.201", "10.05.20133", "мая 2013"]
)
def test_no_day(words: str) -> None:
    assert day_of(tuple(words.split())) == ""
    assert other_writing(tuple(words.split())) == ()
