"""Entries that are not visible are not found, not counted and not suggested."""

from __future__ import annotations

import dataclasses

import pytest

from cmia_docs.stores.search import ALL, SearchIndex, Visible
from tests.stores.search.entries import entry, hit_ids, request, search


@pytest.fixture
def index(index: SearchIndex) -> SearchIndex:
    index.rebuild(
        [
            entry("Проект концепции", id="3/now", document=3, scope="current"),
            entry("Проект концепции", id="3/sent", document=3, scope="circulated"),
            entry("Draft of a concept", id="3/en", document=3, scope="current", language="en"),
            entry("Проект секретного плана", id="7/now", document=7, scope="current"),
            entry("Проект плана", id="7/sent", document=7, scope="circulated"),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("visible", "ids"),
    [
        (None, ["3/now", "3/sent", "7/now", "7/sent"]),
        ({}, []),
        ({"current": ALL}, ["3/now", "7/now"]),
        ({"circulated": ALL}, ["3/sent", "7/sent"]),
        ({"circulated": frozenset({7})}, ["7/sent"]),
        ({"current": frozenset({3}), "circulated": ALL}, ["3/now", "3/sent", "7/sent"]),
        ({"current": frozenset()}, []),
        ({"unknown": ALL}, []),
    ],
)
def test_only_visible_entries_are_found_and_counted(
    index: SearchIndex, visible: Visible, ids: list[str]
) -> None:
    result = search(index, "проект", visible)
    assert sorted(hit.id for hit in result.hits) == ids
    assert result.total == len(ids)
    assert sum(result.counts.values()) == len(ids)


def test_an_exclusion_shows_nothing_more(index: SearchIndex) -> None:
    assert hit_ids(index, "-концепция", {"current": frozenset({7})}) == ["7/now"]
    assert hit_ids(index, "-устав", {"circulated": frozenset({3})}) == ["3/sent"]


def test_counts_come_before_the_facets_narrow(index: SearchIndex) -> None:
    everything = request("")
    narrowed = dataclasses.replace(everything, documents=frozenset({3}), languages=frozenset({"ru"}))
    result = index.search(narrowed)
    assert sorted(hit.id for hit in result.hits) == ["3/now", "3/sent"]
    assert result.total == 2
    assert result.counts == {(3, "ru"): 2, (3, "en"): 1, (7, "ru"): 2}
    assert result.counts == index.search(everything).counts


def test_no_document_is_asked_for(index: SearchIndex) -> None:
    result = index.search(dataclasses.replace(request("проект"), documents=frozenset()))
    assert (result.total, result.hits, sum(result.counts.values())) == (0, (), 4)


def test_a_suggestion_never_shows_a_word_of_what_is_not_visible(index: SearchIndex) -> None:
    assert index.suggest(["секретнго"], None) == {"секретнго": "секретного"}
    assert index.suggest(["секретнго"], {"circulated": ALL}) == {}
    assert index.suggest(["секретнго"], {"current": frozenset({3})}) == {}
    assert index.suggest(["секретнго"], {}) == {}


def test_a_word_that_only_hidden_documents_have_is_corrected_like_an_unknown_one(index: SearchIndex) -> None:
    hidden = {"circulated": frozenset({3})}
    assert index.suggest(["секретного"], hidden) == index.suggest(["ыекретного"], hidden) == {}
    assert index.suggest(["плана"], hidden) == {}


def test_suggestions(index: SearchIndex) -> None:
    typed = ["прект", "концепцыи", "проект", "concpt", "ghjtrn", "абракадабра", "5", "пр", "проекты"]
    assert index.suggest(typed, None) == {
        "прект": "проект",
        "концепцыи": "концепции",
        "concpt": "concept",
        "ghjtrn": "проект",
    }


def test_the_nearer_and_then_the_more_frequent_word_is_suggested(index: SearchIndex) -> None:
    index.rebuild([entry("мера вера вера", id="1"), entry("вера", id="2"), entry("вена", id="3")])
    assert index.suggest(["вепа", "мепа"], None) == {"вепа": "вера", "мепа": "мера"}
