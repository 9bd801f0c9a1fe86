"""Parsing what users type into the search field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.text.search.query_parser import (
    MAX_QUERY_CHARACTERS,
    MAX_QUERY_WORDS,
    Note,
    corrected,
    read_query,
)
from cmia_docs.text.search.query_tree import (
    And,
    Everything,
    Not,
    Nothing,
    Number,
    Or,
    Phrase,
    Prefix,
    Query,
    Title,
    Wanted,
    Word,
    single_words,
    wanted,
)

A, B, C = Word("а"), Word("б"), Word("в")


def _nots(count: int) -> Query:
    return Not(_nots(count - 1)) if count else A


def _cited(number: str) -> Query:
    return Or((And((Word("ст"), Word(number))), And((Word("статья"), Word(number)))))


CITED = Or((Number("12-3"), Phrase(("no", "12-3"))))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Everything()),
        (" \t\n", Everything()),
        ("Положение", Word("положение")),
        ("а б", And((A, B))),
        ("а AND б", And((A, B))),
        ("а И б", And((A, B))),
        ("а и б", And((A, Word("и"), B))),
        ("а а", A),
        ("а OR б в", Or((A, And((B, C))))),
        ("а ИЛИ б", Or((A, B))),
        ("(а OR б) в", And((Or((A, B)), C))),
        ("а NOT б", And((A, Not(B)))),
        ("а И НЕ б", And((A, Not(B)))),
        ("а -б", And((A, Not(B)))),
        ("-(а б)", Not(And((A, B)))),
        ("а - б", And((A, B))),
        ("а, б!", And((A, B))),
        ("--output=x", Phrase(("output", "x"))),
        ('"научный совет"', Phrase(("научный", "совет"))),
        ("«научный совет»", Phrase(("научный", "совет"))),
        ("“научный совет”", Phrase(("научный", "совет"))),
        ("„научный совет“", Phrase(("научный", "совет"))),
        ("«Совет «А» б»", Phrase(("совет", "а", "б"))),
        ('"AND"', Word("and")),
        ("научно-консультативный", Phrase(("научно", "консультативный"))),
        ("положен*", Prefix("положен")),
        ("научно-консульт*", And((Word("научно"), Prefix("консульт")))),
        ("5-1", Word("5-1")),
        ("№ 12-3", CITED),
        ("№12-3", CITED),
        ("№ совета", And((Word("no"), Word("совета")))),
        ("№", Word("no")),
        ("number:12-3", Number("12-3")),
        ("Номер: №12–3", Number("12-3")),
        ('номер: "12-3 А"', Number("12-3а")),
        ("title:совет", Title(Word("совет"))),
        ("название:(а OR б) в", And((Title(Or((A, B))), C))),
        ('title:"научный совет"', Title(Phrase(("научный", "совет")))),
        ("body:x", Phrase(("body", "x"))),
        ("TITLE:совет", Title(Word("совет"))),
        ("НОМЕР:5", Number("5")),
        ("номер: 5", Number("5")),
        ("number: № 5", Number("5")),
        ("title: совет", Title(Word("совет"))),
        ("название:совет право", And((Title(Word("совет")), Word("право")))),
        ("title:(а б)", Title(And((A, B)))),
        ("title:полож*", Title(Prefix("полож"))),
        ("а OR б OR в", Or((A, B, C))),
        ("а OR а", A),
        ("а ИЛИ б AND в", Or((A, And((B, C))))),
        ("НЕ а", Not(A)),
        ("NOT NOT а", Not(Not(A))),
        ("NOT (а OR б)", Not(Or((A, B)))),
        ("(а) -(б)", And((A, Not(B)))),
        ("(-а б)", And((Not(A), B))),
        ("а -title:б", And((A, Not(Title(B))))),
        ("а-б", Phrase(("а", "б"))),
        ("((а))", A),
        ("а (б в)", And((A, And((B, C))))),
        ("а or б", And((A, Word("or"), B))),
        ("а AND — б", And((A, B))),
        ("„научный совет”", Phrase(("научный", "совет"))),
        ("а«б»", And((A, B))),
        ('а"б"', And((A, B))),
        ("а№5", Phrase(("а", "no", "5"))),
        ("№ 12-3 совет", And((CITED, Word("совет")))),
        ('№ "12-3"', CITED),
        ("по*", Prefix("по")),
        ("положен**", Prefix("положен")),
        ("(" * 16 + "а" + ")" * 16, A),
        ("NOT " * 16 + "а", _nots(16)),
        ("ст. 5 ст. 6", And((_cited("5"), _cited("6")))),
        ("[1 TO 5]", And((Word("1"), Word("to"), Word("5")))),
    ],
)
def test_what_can_be_read(typed: str, query: Query) -> None:
    assert read_query(typed) == (query, ())


@pytest.mark.parametrize(
    ("typed", "why", "query"),
    [
        ('"научный совет', "unbalanced_quotes", And((Word("научный"), Word("совет")))),
        ("совет»", "unbalanced_quotes", Word("совет")),
        ("(совет", "unbalanced_parentheses", Word("совет")),
        ("совет)", "unbalanced_parentheses", Word("совет")),
        ("() совет", "empty_parentheses", Word("совет")),
        ("совет AND", "dangling_operator", Word("совет")),
        ("ИЛИ совет", "dangling_operator", Word("совет")),
        ("а OR", "dangling_operator", A),
        ("а AND OR б", "dangling_operator", And((A, B))),
        ("а NOT", "dangling_operator", A),
        ("OR", "dangling_operator", Word("or")),
        ("title:", "empty_field", Word("title")),
        ("number: (а)", "empty_field", And((Word("number"), A))),
        ("а OR OR б", "dangling_operator", And((A, B))),
        ("а AND AND б", "dangling_operator", And((A, B))),
        ("AND а", "dangling_operator", A),
        ("NOT AND а", "dangling_operator", A),
        ("NOT OR а", "dangling_operator", A),
        ("(а AND )", "dangling_operator", A),
        ("(а NOT )", "dangling_operator", A),
        ("а NOT — ", "dangling_operator", A),
        ("а OR —", "dangling_operator", A),
        ("— OR а", "dangling_operator", A),
        ("а И", "dangling_operator", A),
        ("а НЕ", "dangling_operator", A),
        ("((а)", "unbalanced_parentheses", A),
        ("(а))", "unbalanced_parentheses", A),
        ("(—) а", "empty_parentheses", A),
        ("а title:—", "empty_field", And((A, Word("title")))),
        ("number:—", "empty_field", Word("number")),
        ("number:", "empty_field", Word("number")),
        ("„а", "unbalanced_quotes", A),
        ("«а «б»", "unbalanced_quotes", And((A, B))),
        ("а”", "unbalanced_quotes", A),
        ("а *", "bare_star", A),
        ("title:*", "bare_star", Word("title")),
        ("NOT " * 16 + "(а)", "too_deep", A),
        ("* совет", "bare_star", Word("совет")),
        ("*ожение", "leading_wildcard", Word("ожение")),
        ("по*ние", "inner_wildcard", And((Word("по"), Word("ние")))),
        ("а*", "short_prefix", A),
        ("(" * 17 + "а" + ")" * 17, "too_deep", A),
        ("NOT " * 17 + "а", "too_deep", A),
        ("(а) " * 17 + "(" * 17 + "а" + ")" * 17, "too_deep", A),
    ],
)
def test_what_cannot_be_read_is_searched_literally(typed: str, why: str, query: Query) -> None:
    assert read_query(typed) == (query, (Note("query.literal", {"why": why}),))


@pytest.mark.parametrize("typed", ["!!!", "🙂", "\x00", "\ud800", "—", "\u202e"])
def test_without_a_word_nothing_is_found(typed: str) -> None:
    assert read_query(typed) == (Nothing(), (Note("query.no_words"),))


def test_a_lone_star_is_no_word() -> None:
    notes = (Note("query.literal", {"why": "bare_star"}), Note("query.no_words"))
    assert read_query("*") == (Nothing(), notes)


def test_only_the_beginning_of_megabytes_is_read() -> None:
    query, notes = read_query("совет " * 2_000_000)
    assert notes[0] == Note("query.cut", {"limit": MAX_QUERY_CHARACTERS})
    assert query == Word("совет")


def test_the_number_of_words_is_limited() -> None:
    query, notes = read_query(" ".join(f"слово{number}" for number in range(MAX_QUERY_WORDS + 1)))
    assert query == And(tuple(Word(f"слово{number}") for number in range(MAX_QUERY_WORDS)))
    assert notes == (
        Note("query.literal", {"why": "too_many_words"}),
        Note("query.too_many_words", {"limit": MAX_QUERY_WORDS}),
    )


def test_all_ways_to_ask_for_a_word_count() -> None:
    for piece in ('"а б"', "ст. 5", "сове*", "а-бв*", "№ 5", "number:5", "title:а", "а"):
        words = {'"а б"': 2, "ст. 5": 2, "а-бв*": 2}.get(piece, 1)
        enough = " ".join(["в"] * (MAX_QUERY_WORDS - words))
        assert read_query(f"{enough} {piece}")[1] == ()
        assert read_query(f"{enough} в {piece}")[1][0] == Note("query.literal", {"why": "too_many_words"})


def test_a_query_of_the_greatest_length_is_read_to_its_end() -> None:
    longest = "а" + " " * (MAX_QUERY_CHARACTERS - 2) + "б"
    assert read_query(longest) == (And((A, B)), ())
    assert read_query(f"{longest}в") == (And((A, B)), (Note("query.cut", {"limit": MAX_QUERY_CHARACTERS}),))
    assert (MAX_QUERY_CHARACTERS, MAX_QUERY_WORDS) == (2000, 32)


@given(
    st.lists(
        st.sampled_from(['"', "«", "»", "(", ")", "-", "*", "№", "AND", "ИЛИ", "НЕ", "а", "title:", " "])
    )
)
def test_no_combination_of_signs_raises(pieces: list[str]) -> None:
    query, notes = read_query("".join(pieces))
    assert (query == Nothing()) == (Note("query.no_words") in notes)


@given(st.text(alphabet=st.characters()))
def test_no_text_raises(text: str) -> None:
    query, notes = read_query(text)
    assert (query == Nothing()) == (Note("query.no_words") in notes)


def test_what_is_wanted_leaves_out_what_is_excluded_and_titles() -> None:
    query, _ = read_query('совет "научный план" полож* -правила title:устав number:5')
    assert wanted(query) == Wanted(
        words=frozenset({"совет"}), phrases=frozenset({("научный", "план")}), prefixes=frozenset({"полож"})
    )
    assert wanted(query, titles=True).words == {"совет", "устав", "5"}
    assert single_words(query) == ("совет", "научный", "план", "устав")


@pytest.mark.parametrize(
    ("typed", "suggestions", "expected"),
    [
        ("а б а", {"а": "в"}, "в б в"),
        ("а", {}, "а"),
        ("61-фх закон", {"61-фх": "61-фз", "фх": "фз"}, "61-фз закон"),
        ("61-фх", {"фх": "фз"}, "61-фз"),
    ],
)
def test_a_misspelt_word_is_replaced_once(typed: str, suggestions: dict[str, str], expected: str) -> None:
    assert corrected(typed, suggestions) == expected


def test_a_corrected_query_keeps_everything_else_as_typed() -> None:
    assert corrected('Положенее  AND "сове" 5-1', {"положенее": "положение"}) == 'положение  AND "сове" 5-1'
