"""Order and pages: relevance, dates, equal scores."""

from __future__ import annotations

import dataclasses

from cmia_docs.stores.search import Entry, SearchIndex
from tests.stores.search.entries import entries, entry, request, search

FILLER = "Здесь говорится о совершенно иных вещах, и притом подробно."


def ranked(index: SearchIndex, content: list[Entry], typed: str) -> list[str]:
    """The ids of the hits in an index of this content, best first."""
    index.rebuild(content)
    hits = search(index, typed).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [hit.id for hit in hits]


def test_the_exact_form_is_above_other_forms(index: SearchIndex) -> None:
    content = entries("О положении сказано.", "О положению сказано.", "О положениям сказано.")
    assert ranked(index, content, "положению")[0] == "2"


def test_heading_and_title_are_above_the_body(index: SearchIndex) -> None:
    content = [
        entry(f"{FILLER} Совет.", id="body", document=1),
        entry(FILLER, id="title", document=2, title="Совет"),
        entry(FILLER, id="heading", document=3, heading="Совет"),
    ]
    assert ranked(index, content, "совет") == ["heading", "title", "body"]


def test_the_act_with_the_number_is_above_those_that_cite_it(index: SearchIndex) -> None:
    content = [
        entry("№ 12-3 № 12-3 № 12-3", id="cites"),
        entry("Прочее", id="act", number="12-3"),
        entry("Прочее", id="part", number="12"),
    ]
    assert ranked(index, content, "№ 12-3") == ["act", "cites"]
    assert ranked(index, content, "number:12") == ["part", "act"]


def test_a_rare_word_weighs_more(index: SearchIndex) -> None:
    content = entries("Совет.", "Совет.", "Совет.", "Устав.")
    assert ranked(index, content, "совет OR устав")[0] == "4"


def test_an_ambiguous_form_counts_its_best_reading_once(index: SearchIndex) -> None:
    content = entries("Страны стали союзниками.", "Страны встали рядом.")
    index.rebuild(content)
    both, one = search(index, "стали").hits[0].score, search(index, "встали").hits[0].score
    assert both == one


def test_ties_come_by_date_and_then_by_id(index: SearchIndex) -> None:
    content = [
        entry("Совет", id="b", sort_date="2013-01-01"),
        entry("Совет", id="a", sort_date="2013-01-01"),
        entry("Совет", id="c", sort_date="2014-01-01"),
        entry("Совет", id="d", sort_date=""),
    ]
    assert ranked(index, content, "совет") == ["c", "a", "b", "d"]


def test_by_date_the_latest_comes_first(index: SearchIndex) -> None:
    index.rebuild(
        [
            entry("Совет", id="old", sort_date="1996-01-19"),
            entry(f"Совет. {FILLER}", id="new", sort_date="2013-10-25"),
            entry("Совет", id="none", sort_date=""),
            entry("Совет", id="odd", sort_date="весной"),
        ]
    )
    hits = index.search(dataclasses.replace(request("совет"), order="date")).hits
    assert [hit.id for hit in hits] == ["new", "old", "none", "odd"]


def test_pages_are_cut_from_one_order(index: SearchIndex) -> None:
    index.rebuild(entry("Совет", id=f"{number:03}", document=number) for number in range(25))
    pages = [
        [hit.id for hit in index.search(dataclasses.replace(request("совет"), offset=offset, limit=10)).hits]
        for offset in (0, 10, 20, 30, -5)
    ]
    every = [f"{number:03}" for number in range(25)]
    assert pages == [every[:10], every[10:20], every[20:], [], every[:10]]
    assert index.search(dataclasses.replace(request("совет"), limit=-1)).hits == ()
    assert index.search(dataclasses.replace(request("совет"), limit=0)).total == 25


def test_a_heading_is_above_a_text_that_says_the_word_often(index: SearchIndex) -> None:
    content = [
        entry("Розыск. Розыска. Розыску. Розыском. О розыске.", id="often", document=1),
        entry(f"{FILLER * 4} Розыска.", id="heading", document=2, heading="О розыске лиц"),
        entry(f"{FILLER * 4} Сказано о розыске.", id="title", document=3, title="Порядок розыска"),
    ]
    assert ranked(index, content, "розыск") == ["heading", "title", "often"]


def test_the_number_of_an_act_counts_without_a_sign_too(index: SearchIndex) -> None:
    content = [
        entry("СМВД/2013/1, СМВД/2013/1 и СМВД/2013/1.", id="cites", heading="О СМВД/2013/1"),
        entry(FILLER * 4, id="act", number="СМВД/2013/1"),
    ]
    assert ranked(index, content, "смвд/2013/1") == ["act", "cites"]


def test_the_number_of_an_article_is_not_taken_for_that_of_an_act(index: SearchIndex) -> None:
    content = [
        entry(f"{FILLER} Статья.", id="act", number="5"),
        entry(FILLER, id="article", document=2, heading="Статья 5"),
    ]
    assert ranked(index, content, "статья 5") == ["article", "act"]


def test_equal_articles_are_ordered_as_in_the_text(index: SearchIndex) -> None:
    content = [entry("Совет", id=f"a{10 - number}", index=number) for number in range(3)]
    assert ranked(index, content, "совет") == ["a10", "a9", "a8"]


def test_an_article_in_two_languages_is_one_hit(index: SearchIndex) -> None:
    index.rebuild(
        entry("Interpol", id=f"{document}/{code}/a1", document=document, language=code, article="a1")
        for document in (1, 2)
        for code in ("ru", "en")
    )
    for prefer in ("ru", "en"):
        result = index.search(dataclasses.replace(request("interpol"), prefer=(prefer,)))
        assert [hit.id for hit in result.hits] == [f"1/{prefer}/a1", f"2/{prefer}/a1"]
        assert (result.total, result.articles) == (2, {1: 1, 2: 1})
        assert result.counts == {(n, code): 1 for n in (1, 2) for code in ("ru", "en")}
    narrowed = dataclasses.replace(request("interpol"), prefer=("ru",), languages=frozenset({"en"}))
    result = index.search(narrowed)
    assert [hit.id for hit in result.hits] == ["1/en/a1", "2/en/a1"]
    assert (result.total, result.articles) == (2, {1: 1, 2: 1})


def test_an_act_is_found_by_its_day(index: SearchIndex) -> None:
    content = [
        entry("Прочее", id="act", sort_date="2013-09-10"),
        entry("Принято 10.09.2013 (10 сентября 2013 года).", id="cites", sort_date="2014-01-01"),
        entry("Прочее", id="other", sort_date="2013-09-11"),
    ]
    for typed in ("10/9/2013", "September 10, 2013", "2013-09-10"):
        assert ranked(index, content, typed) == ["act"], typed
    for typed in ("10.09.2013", "10 сентября 2013 года"):
        assert sorted(ranked(index, content, typed)) == ["act", "cites"], typed
    assert ranked(index, content, "09") == ["cites"]


def test_articles_that_are_found_by_the_title_alone_are_ordered_as_in_the_text(index: SearchIndex) -> None:
    content = [
        entry(" ".join(["слово"] * words), id=f"a{number}", index=number, title="О розыске", number="С/1")
        for number, words in enumerate((40, 10, 30))
    ]
    assert ranked(index, content, "розыск") == ["a0", "a1", "a2"]
    assert ranked(index, content, "С/1") == ["a0", "a1", "a2"]


def test_an_endless_annex_is_below_an_article(index: SearchIndex) -> None:
    content = [
        entry(" ".join([*["слово"] * 4000, *["розыск"] * 3]), id="annex"),
        *(entry(FILLER, id=f"other{number}", document=2) for number in range(20)),
        entry(f"{FILLER} Розыск.", id="article", document=3),
    ]
    assert ranked(index, content, "розыск") == ["article", "annex"]
