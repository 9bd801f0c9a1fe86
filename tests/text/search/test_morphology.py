"""Which forms belong to one word."""

from __future__ import annotations

import threading

import pymorphy3
import pytest
import Stemmer

from cmia_docs.text.search import morphology
from cmia_docs.text.search.morphology import query_terms, terms
from cmia_docs.text.search.tokens import fold


@pytest.mark.parametrize(
    ("word", "code", "expected"),
    [
        ("положению", "ru", ("ru:положение",)),
        ("беларуси", "ru", ("ru:беларусь",)),
        ("совета", "ru", ("ru:совет",)),
        ("людей", "ru", ("ru:человек",)),
        ("стали", "ru", ("ru:стать", "ru:сталь")),
        ("для", "ru", ("ru:для",)),
        ("при", "ru", ("ru:при",)),
        ("карасаевым", "ru", ("ru:карасаев", "ru:карасаевой", "ru:~карасаев")),
        ("people's", "en", ("en:person",)),
        ("שלום", "ru", ("x:שלום",)),
        ("x5", "sr", ("x:x5",)),
        ("x5", "ar", ("x:x5",)),
        ("еще", "ru", ("ru:еще",)),
        ("30-летнего", "ru", ("ru:30-летний",)),
        ("councils", "en", ("en:council",)),
        ("council's", "en-GB", ("en:council",)),
        ("acțiunilor", "ro", ("ro:acțiun",)),
        ("interpol", "ru", ("en:interpol",)),
        ("беларуси", "en", ("ru:беларусь",)),
        ("мемлекеттер", "kk", ("x:мемлекеттер",)),
        ("пам'ять", "uk", ("x:пам'ять",)),
        ("5-1", "ru", ("x:5-1",)),
        ("no", "ru", ("en:no",)),
        ("%", "ru", ("x:%",)),
        ("a4", "en", ("x:a4",)),
    ],
)
def test_terms_of_a_word(word: str, code: str, expected: tuple[str, ...]) -> None:
    assert terms(word, code) == expected


@pytest.mark.parametrize(
    ("word", "code", "expected"),
    [
        ("biblioteques", "ca", "bibliot"),
        ("domácí", "cs", "domák"),
        ("hundene", "da", "hund"),
        ("häuser", "de", "haus"),
        ("libroj", "eo", "libr"),
        ("bibliotecas", "es", "bibliotec"),
        ("raamatud", "et", "raama"),
        ("etxeak", "eu", "etxe"),
        ("taloissa", "fi", "talo"),
        ("maisons", "fr", "maison"),
        ("házakban", "hu", "ház"),
        ("biblioteche", "it", "bibliotec"),
        ("huizen", "nl", "huis"),
        ("husene", "nb", "hus"),
        ("husene", "nn", "hus"),
        ("husene", "no", "hus"),
        ("bibliotecas", "pt", "bibliotec"),
        ("husen", "sv", "hus"),
        ("evler", "tr", "ev"),
        ("leabharlann", "ga", "leabharlann"),
        ("perpustakaannya", "id", "pustaka"),
        ("namuose", "lt", "nam"),
        ("acțiunilor", "mo", "acțiun"),
        ("domami", "pl", "dom"),
        ("الكتاب", "ar", "كتاب"),
        ("νομους", "el", "νομ"),
        ("کتابها", "fa", "کتاب"),
        ("օրենքների", "hy", "օր"),
        ("घर", "hi", "घर"),
        ("घर", "ne", "घर"),
        ("மரம", "ta", "மரம"),
        ("הייזער", "yi", "הײז"),
        ("zakona", "sr", "zakon"),
        ("закона", "sr", "zakon"),
    ],
)
def test_a_language_of_texts_has_its_own_stems(word: str, code: str, expected: str) -> None:
    assert terms(word, code) == (f"{code}:{expected}",)


@pytest.mark.parametrize(
    "language",
    ["ab", "av", "az", "ba", "be", "bg", "ce", "cv", "kk", "ky", "mk", "mn", "mo", "os", "ro", "tg", "tk",
     "tt", "uk", "uz"],
)  # fmt: skip
def test_a_cyrillic_word_of_another_language_is_not_read_as_russian(language: str) -> None:
    assert terms("совета", language) == ("x:совета",)


@pytest.mark.parametrize("language", ["az", "hr", "kk", "lv", "sk", "sl", "sq", "tk", "uz"])
def test_a_latin_word_of_a_language_without_a_stemmer_is_not_read_as_english(language: str) -> None:
    assert terms("councils", language) == ("x:councils",)


@pytest.mark.parametrize("language", ["ru", "be", "ky", "zh", "el"])
def test_a_latin_word_among_others_is_read_as_english(language: str) -> None:
    assert terms("councils", language) == ("en:council",)


@pytest.mark.parametrize("language", ["en", "pl", "hy", "zh", "RU-ru"])
def test_a_cyrillic_word_among_others_is_read_as_russian(language: str) -> None:
    assert terms("совета", language) == ("ru:совет",)


@pytest.mark.parametrize("language", sorted(morphology._STEMMERS))
def test_every_stemmer_is_one_that_there_is(language: str) -> None:
    assert morphology._STEMMERS[language] in Stemmer.algorithms()


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("положение", "положения", "ru"),
        ("беларусь", "беларусью", "ru"),
        ("идти", "шел", "ru"),
        ("розыск", "розыска", "ru"),
        ("карасаев", "карасаевым", "ru"),  # a name no dictionary has
        ("сталь", "стали", "ru"),
        ("стать", "стали", "ru"),
        ("regulation", "regulations", "en"),
        ("child", "children", "en"),
        ("children", "child's", "en"),
        ("women", "woman", "ru"),
        ("criteria", "criterion", "en"),
        ("people", "persons", "en"),
        ("took", "taken", "en"),
        ("withdrawn", "withdraws", "en"),
        ("երեխա", "երեխաներ", "hy"),
        ("државе", "државама", "sr"),
    ],
)
def test_forms_of_one_word_share_a_term(one: str, other: str, code: str) -> None:
    assert set(terms(one, code)) & set(terms(other, code))


def test_different_words_share_none() -> None:
    assert not set(terms("положение", "ru")) & set(terms("положить", "ru"))


def test_every_form_in_the_dictionary_is_found_from_every_reading_of_it() -> None:
    morphology = pymorphy3.MorphAnalyzer(lang="ru")
    known = [word for word, *_ in morphology.iter_known_word_parses("соглас")][::20]
    assert known
    lost = [
        (word, form.word)
        for word in known
        for reading in morphology.parse(word)
        for form in reading.lexeme
        if not set(terms(fold(word), "ru")) & set(terms(fold(form.word), "ru"))
    ]
    assert lost == []


def test_a_query_word_is_read_in_every_language_of_the_index() -> None:
    assert query_terms("государства", ["en", "kk", "ru"]) == ("ru:государство", "x:государства")
    assert query_terms("councils", ["en", "ru"]) == ("en:council",)
    assert query_terms("совет", []) == ()


def test_threads_agree() -> None:
    words = ["положению", "беларуси", "стали", "розыскного", "межгосударственному", "лицами"]
    expected = [terms(word, "ru") for word in words]
    morphology.terms.cache_clear()
    answers: list[list[tuple[str, ...]]] = []
    threads = [
        threading.Thread(target=lambda: answers.append([terms(word, "ru") for word in words]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8
