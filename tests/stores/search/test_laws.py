"""Real laws: the hits are exactly the articles that a slow search through every text finds."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cmia_docs.stores.search import Entry, SearchIndex
from cmia_docs.text.search.morphology import terms
from cmia_docs.text.search.snippet import snippet
from cmia_docs.text.search.tokens import tokens
from tests.paths import SAMPLES
from tests.stores.search.conftest import Engine
from tests.stores.search.entries import entry, request

CODES = ("102038925", "102107048")  # of marriage and family, of waters
_TAG = re.compile(r"<[^>]+>")


def laws() -> Path | None:
    """The folder of sample laws beside the checkout, where there is one."""
    return SAMPLES / "laws" if SAMPLES else None


pytestmark = pytest.mark.skipif(
    laws() is None, reason="no sample laws in shared/samples/laws beside the checkout"
)


def plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()


def articles() -> Iterator[Entry]:
    folder = laws()
    assert folder is not None
    for document, code in enumerate(CODES, start=1):
        law = json.loads((folder / f"{code}.json").read_text(encoding="utf-8"))
        parsed = [a for section in law["sections"] for ch in section["chapters"] for a in ch["articles"]]
        for number, article in enumerate(parsed):
            yield article_entry(article, document, f"{document}/{number}")


def article_entry(article: dict[str, Any], document: int, name: str) -> Entry:
    body = "\n".join(plain(clause) for clause in article["clauses"] if isinstance(clause, str))
    return entry(body, id=name, document=document, heading=plain(article["title"]), number=str(document))


@pytest.fixture(scope="module")
def corpus() -> list[Entry]:
    return list(articles())


@pytest.fixture(scope="module")
def index(
    engine: Engine, corpus: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchIndex]:
    index = engine(tmp_path_factory.mktemp("laws"))
    index.rebuild(corpus)
    yield index
    index.close()


def positions(text: str, word: str) -> set[int]:
    """The positions of all forms of a word in a text."""
    word_terms = set(terms(word, "ru"))
    return {token.position for token in tokens(text) if word_terms & set(terms(token.surface, "ru"))}


def contains(made: Entry, word: str) -> bool:
    return bool(positions(made.heading, word) or positions(made.body, word))


def contains_phrase(made: Entry, first: str, second: str) -> bool:
    return any(
        position + 1 in positions(text, second)
        for text in (made.heading, made.body)
        for position in positions(text, first)
    )


def all_ids(index: SearchIndex, typed: str) -> set[str]:
    result = index.search(dataclasses.replace(request(typed), limit=10_000))
    assert result.total == len(result.hits) == sum(result.counts.values())
    return {hit.id for hit in result.hits}


def test_the_corpus_is_there(index: SearchIndex, corpus: list[Entry]) -> None:
    assert index.health().entries == len(corpus) > 200


@pytest.mark.parametrize(
    "word", ["брака", "алименты", "водными", "усыновлённого", "суда", "статьей", "и", "пользование", "5"]
)
def test_a_word_finds_every_article_with_any_of_its_forms(
    index: SearchIndex, corpus: list[Entry], word: str
) -> None:
    expected = {made.id for made in corpus if contains(made, word.replace("ё", "е"))}
    assert expected
    assert all_ids(index, word) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [("водный", "объект"), ("в", "соответствии"), ("расторжение", "брака"), ("брака", "в")],
)
def test_words_and_phrases(index: SearchIndex, corpus: list[Entry], first: str, second: str) -> None:
    with_first = {made.id for made in corpus if contains(made, first)}
    with_second = {made.id for made in corpus if contains(made, second)}
    with_phrase = {made.id for made in corpus if contains_phrase(made, first, second)}
    assert with_phrase
    assert with_phrase <= with_first & with_second
    assert all_ids(index, f"{first} {second}") == with_first & with_second
    assert all_ids(index, f"{first} OR {second}") == with_first | with_second
    assert all_ids(index, f"{first} -{second}") == with_first - with_second
    assert all_ids(index, f'"{first} {second}"') == with_phrase


def test_every_hit_has_a_snippet_with_a_mark(index: SearchIndex, corpus: list[Entry]) -> None:
    bodies = {made.id: made.body for made in corpus}
    result = index.search(dataclasses.replace(request('"водный объект" пользован*'), limit=500))
    assert result.total > 10
    for hit in result.hits:
        shown = snippet(bodies[hit.id], result.terms, "ru")
        assert any(marked for _, marked in shown.parts)
        assert sum(len(text) for text, _ in shown.parts) <= 240
