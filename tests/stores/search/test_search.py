"""Which queries find which entries: forms of words, phrases, prefixes, numbers, titles, operators."""

from __future__ import annotations

import pytest

from cmia_docs.stores.search import SearchIndex
from cmia_docs.text.search.query_tree import Wanted
from tests.stores.search.entries import entries, entry, hit_ids, search

BODIES = (
    "Положение утверждается Советом министров.",  # 1
    "Согласно положению, Республика Беларусь созывает экспертов.",  # 2
    "Расходы несёт государство, которое председательствует в Совете.",  # 3
    "Научно-консультативный совет собирается в г. Чолпон-Ате, см. № 12-3.",  # 4
    "Совет консультативный, но не научный; статья 5‑1 закона 61-ФЗ.",  # 5
    "<script>alert('ёлка')</script> 100% и § 7 за 2014 – 2018 годы",  # 6
)


@pytest.fixture
def index(index: SearchIndex) -> SearchIndex:
    index.rebuild(entries(*BODIES))
    return index


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("положение", ["1", "2"]),
        ("положения", ["1", "2"]),
        ("ПОЛОЖЕНИЮ", ["1", "2"]),
        ("Беларуси", ["2"]),
        ("эксперт", ["2"]),
        ("несет", ["3"]),
        ("расход нести государства", ["3"]),
        ("Чолпон-Ата", ["4"]),
        ("совет", ["1", "3", "4", "5"]),
        ("елки", ["6"]),
        ("script", ["6"]),
        ("и", ["6"]),
        ("устав", []),
        ("совет положение", ["1"]),
        ("совет OR положение", ["1", "2", "3", "4", "5"]),
        ("совет ИЛИ елка", ["1", "3", "4", "5", "6"]),
        ("совет -научный", ["1", "3"]),
        ("совет И НЕ (научный ИЛИ министр)", ["3"]),
        ("-совет", ["2", "6"]),
        ("совет OR -совет", ["1", "2", "3", "4", "5", "6"]),
        ("-совет -положение", ["6"]),
        ("", ["1", "2", "3", "4", "5", "6"]),
        ("!!!", []),
        ('"консультативный совет"', ["4"]),
        ("«консультативного совета»", ["4"]),
        ('"совет консультативный"', ["5"]),
        ("научно-консультативный", ["4"]),
        ("научно консультативный", ["4", "5"]),
        ('"совет министров"', ["1"]),
        ('"министров совет"', []),
        ("положен*", ["1", "2"]),
        ("положени* -совет", ["2"]),
        ("ожен*", []),
        ("5-1", ["5"]),
        ("5", ["5"]),
        ("61-фз", ["5"]),
        ("61", ["5"]),
        ("12-3", ["4"]),
        ("№ 12-3", ["4"]),
        ("100%", ["6"]),
        ("§ 7", ["6"]),
        ("2014-2018", ["6"]),
        ("2018", ["6"]),
        ('"статья 5-1 закона"', ["5"]),
    ],
)
def test_what_is_found(index: SearchIndex, typed: str, ids: list[str]) -> None:
    assert hit_ids(index, typed) == ids


@pytest.mark.parametrize("typed", ["No 12-3", "no 12-3"])
def test_the_numero_character_and_its_latin_form_are_one(index: SearchIndex, typed: str) -> None:
    assert hit_ids(index, typed) == ["4"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "(((",
        "*",
        "a AND",
        "\x00",
        "🙂",
        "\ud800",
        "\u202eсовет",
        "[a-z]+(?<x",
        "body:* TO ]",
        "a~2^3",
        "number:\ud800",
    ],
)
def test_no_input_raises(index: SearchIndex, typed: str) -> None:
    assert search(index, typed).total >= 0


def test_a_query_of_megabytes_is_answered(index: SearchIndex) -> None:
    assert hit_ids(index, "совет " * 1_700_000) == ["1", "3", "4", "5"]


def test_the_result_says_what_to_mark(index: SearchIndex) -> None:
    result = search(index, 'положен* "совет министров" title:устав -научный утверждать')
    assert result.terms == Wanted(
        frozenset({"утверждать"}), frozenset({("совет", "министров")}), frozenset({"положен"})
    )
    assert result.title_terms.words == {"утверждать", "устав"}


def test_numbers_and_titles_of_acts(index: SearchIndex) -> None:
    index.rebuild(
        [
            entry("Общие нормы.", id="a", number="12-3", title="Положение о Совете"),
            entry("Принято вместо № 12-3.", id="b", number="№ 7", title="Решение"),
            entry("О положении дел.", id="c", number="12", title="Устав Совета"),
            entry("Прочее.", id="d", number="01-12/А"),
        ]
    )
    assert hit_ids(index, "number:12-3") == ["a"]
    assert hit_ids(index, "номер: № 12–3") == ["a"]
    assert hit_ids(index, "№ 12-3") == ["a", "b"]
    assert hit_ids(index, "number:12") == ["a", "c", "d"]
    assert hit_ids(index, 'номер:"01-12 / А"') == ["d"]
    assert hit_ids(index, "number:01-12/а") == ["d"]
    assert hit_ids(index, "title:совет") == ["a", "c"]
    assert hit_ids(index, "название:положение") == ["a"]
    assert hit_ids(index, "title:(положения OR решению)") == ["a", "b"]
    assert hit_ids(index, 'title:"уставом совета"') == ["c"]
    assert hit_ids(index, "title:реш*") == ["b"]
    assert hit_ids(index, "title:совет дело") == ["c"]
    assert hit_ids(index, "совет нормы") == ["a"]  # one word in the title, one in the body
    assert hit_ids(index, '"совете общие"') == []  # a phrase does not run from the title into the body


def test_each_language_has_its_own_forms(index: SearchIndex) -> None:
    index.rebuild(
        [
            *entries("Регламент Совета и Interpol"),
            entry("The Councils of Belarus meet; Положение", id="en", document=2, language="en"),
            entry("Мемлекеттер кеңесі", id="kk", document=3, language="kk"),
            entry("Acțiunile consiliului", id="ro", document=4, language="ro"),
        ]
    )
    assert hit_ids(index, "council") == ["en"]
    assert hit_ids(index, "положения") == ["en"]
    assert hit_ids(index, "interpol") == ["1"]
    assert hit_ids(index, "мемлекеттер") == ["kk"]
    assert hit_ids(index, "acțiunilor") == ["ro"]


def test_a_prefix_of_too_many_words_is_reported(index: SearchIndex) -> None:
    words = [f"ко{chr(0x430 + a)}{chr(0x430 + b)}" for a in range(30) for b in range(20)]
    index.rebuild([*entries(" ".join(words)), entry("кот кот", id="2")])
    result = search(index, "ко*")
    assert result.wide_prefixes == ("ко",)
    assert result.total == 2
    assert search(index, "кот*").wide_prefixes == ()


def test_an_empty_index_finds_nothing(index: SearchIndex) -> None:
    index.rebuild([])
    assert search(index, "совет").total == 0
    assert search(index, "").counts == {}
    assert index.suggest(["совет"], None) == {}
    assert (index.health().ok, index.health().entries) == (True, 0)
