"""Order and pages: relevance, dates, ties."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from cmia_docs.stores.search import Entry
from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.stores.search.entries import answer, entries, entry, request

FILLER = "Здесь говорится о совершенно иных вещах, и притом подробно."


def ranked(folder: Path, content: list[Entry], typed: str) -> list[str]:
    index = WhooshIndex(folder)
    index.rebuild(content)
    hits = answer(index, typed).hits
    index.close()
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [hit.id for hit in hits]


def test_the_exact_form_is_above_other_forms(tmp_path: Path) -> None:
    content = entries("О положении сказано.", "О положению сказано.", "О положениям сказано.")
    assert ranked(tmp_path, content, "положению")[0] == "2"


def test_heading_and_title_are_above_the_body(tmp_path: Path) -> None:
    content = [
        entry(f"{FILLER} Совет.", id="body", document=1),
        entry(FILLER, id="title", document=2, title="Совет"),
        entry(FILLER, id="heading", document=3, heading="Совет"),
    ]
    assert ranked(tmp_path, content, "совет") == ["heading", "title", "body"]


def test_the_act_with_the_number_is_above_those_that_cite_it(tmp_path: Path) -> None:
    content = [
        entry("№ 12-3 № 12-3 № 12-3", id="cites"),
        entry("Прочее", id="act", number="12-3"),
        entry("Прочее", id="part", number="12"),
    ]
    assert ranked(tmp_path, content, "№ 12-3") == ["act", "cites"]
    assert ranked(tmp_path, content, "number:12") == ["part", "act"]


def test_a_rare_word_weighs_more(tmp_path: Path) -> None:
    content = entries("Совет.", "Совет.", "Совет.", "Устав.")
    assert ranked(tmp_path, content, "совет OR устав")[0] == "4"


def test_an_ambiguous_form_counts_its_best_reading_once(tmp_path: Path) -> None:
    content = entries("Страны стали союзниками.", "Страны встали рядом.")
    index = WhooshIndex(tmp_path)
    index.rebuild(content)
    both, one = answer(index, "стали").hits[0].score, answer(index, "встали").hits[0].score
    index.close()
    assert both == one


def test_ties_come_by_date_and_then_by_id(tmp_path: Path) -> None:
    content = [
        entry("Совет", id="b", sort_date="2013-01-01"),
        entry("Совет", id="a", sort_date="2013-01-01"),
        entry("Совет", id="c", sort_date="2014-01-01"),
        entry("Совет", id="d", sort_date=""),
    ]
    assert ranked(tmp_path, content, "совет") == ["c", "a", "b", "d"]


def test_by_date_the_latest_comes_first(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
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
    index.close()


def test_pages_are_cut_from_one_order(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entry("Совет", id=f"{number:03}", document=number) for number in range(25))
    pages = [
        [hit.id for hit in index.search(dataclasses.replace(request("совет"), offset=offset, limit=10)).hits]
        for offset in (0, 10, 20, 30, -5)
    ]
    every = [f"{number:03}" for number in range(25)]
    assert pages == [every[:10], every[10:20], every[20:], [], every[:10]]
    assert index.search(dataclasses.replace(request("совет"), limit=-1)).hits == ()
    assert index.search(dataclasses.replace(request("совет"), limit=0)).total == 25
    index.close()


def test_a_heading_is_above_a_text_that_says_the_word_often(tmp_path: Path) -> None:
    content = [
        entry("Розыск. Розыска. Розыску. Розыском. О розыске.", id="often", document=1),
        entry(f"{FILLER * 4} Розыска.", id="heading", document=2, heading="О розыске лиц"),
        entry(f"{FILLER * 4} Сказано о розыске.", id="title", document=3, title="Порядок розыска"),
    ]
    assert ranked(tmp_path, content, "розыск") == ["heading", "title", "often"]


def test_the_number_of_an_act_counts_without_a_sign_too(tmp_path: Path) -> None:
    content = [
        entry("СМВД/2013/1, СМВД/2013/1 и СМВД/2013/1.", id="cites", heading="О СМВД/2013/1"),
        entry(FILLER * 4, id="act", number="СМВД/2013/1"),
    ]
    assert ranked(tmp_path, content, "смвд/2013/1") == ["act", "cites"]


def test_the_number_of_an_article_is_not_taken_for_that_of_an_act(tmp_path: Path) -> None:
    content = [
        entry(f"{FILLER} Статья.", id="act", number="5"),
        entry(FILLER, id="article", document=2, heading="Статья 5"),
    ]
    assert ranked(tmp_path, content, "статья 5") == ["article", "act"]


def test_equal_articles_stand_as_in_the_text(tmp_path: Path) -> None:
    content = [entry("Совет", id=f"a{10 - place}", place=place) for place in range(3)]
    assert ranked(tmp_path, content, "совет") == ["a10", "a9", "a8"]


def test_an_article_in_two_languages_is_one_hit(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(
        entry("Interpol", id=f"{document}/{code}/a1", document=document, language=code, article="a1")
        for document in (1, 2)
        for code in ("ru", "en")
    )
    for prefer in ("ru", "en"):
        found = index.search(dataclasses.replace(request("interpol"), prefer=(prefer,)))
        assert [hit.id for hit in found.hits] == [f"1/{prefer}/a1", f"2/{prefer}/a1"]
        assert (found.total, found.articles) == (2, {1: 1, 2: 1})
        assert found.counts == {(n, code): 1 for n in (1, 2) for code in ("ru", "en")}
    narrowed = dataclasses.replace(request("interpol"), prefer=("ru",), languages=frozenset({"en"}))
    found = index.search(narrowed)
    assert [hit.id for hit in found.hits] == ["1/en/a1", "2/en/a1"]
    assert (found.total, found.articles) == (2, {1: 1, 2: 1})
    index.close()


def test_an_act_is_found_by_its_day(tmp_path: Path) -> None:
    content = [
        entry("Прочее", id="act", sort_date="2013-09-10"),
        entry("Принято 10.09.2013 (10 сентября 2013 года).", id="cites", sort_date="2014-01-01"),
        entry("Прочее", id="other", sort_date="2013-09-11"),
    ]
    for typed in ("10/9/2013", "September 10, 2013", "2013-09-10"):
        assert ranked(tmp_path, content, typed) == ["act"], typed
    for typed in ("10.09.2013", "10 сентября 2013 года"):
        assert sorted(ranked(tmp_path, content, typed)) == ["act", "cites"], typed
    assert ranked(tmp_path, content, "09") == ["cites"]


def test_articles_that_are_found_by_the_title_alone_stand_as_in_the_text(tmp_path: Path) -> None:
    content = [
        entry(" ".join(["слово"] * words), id=f"a{place}", place=place, title="О розыске", number="С/1")
        for place, words in enumerate((40, 10, 30))
    ]
    assert ranked(tmp_path, content, "розыск") == ["a0", "a1", "a2"]
    assert ranked(tmp_path, content, "С/1") == ["a0", "a1", "a2"]


def test_an_endless_annex_is_below_an_article(tmp_path: Path) -> None:
    content = [
        entry(" ".join([*["слово"] * 4000, *["розыск"] * 3]), id="annex"),
        *(entry(FILLER, id=f"other{number}", document=2) for number in range(20)),
        entry(f"{FILLER} Розыск.", id="article", document=3),
    ]
    assert ranked(tmp_path, content, "розыск") == ["article", "annex"]
