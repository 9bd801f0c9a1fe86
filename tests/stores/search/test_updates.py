"""Changes: the result of a batch, and that an index after many changes equals a new one."""

from __future__ import annotations

import random

import pytest

from cmia_docs import errors
from cmia_docs.stores.search import Delete, Entry, IndexChange, Replace, SearchIndex, Upsert
from tests.stores.search.conftest import OpenIndex
from tests.stores.search.entries import entries, entry, hit_ids, search

WORDS = ["совет", "план", "устав", "проект", "розыск", "эксперт", "доклад", "протокол", "решение"]


@pytest.fixture
def index(index: SearchIndex) -> SearchIndex:
    index.rebuild(entries("совет", "план"))
    return index


def test_upsert_adds_and_replaces(index: SearchIndex) -> None:
    index.upsert([entry("устав", id="1"), entry("совет и план", id="3")])
    assert hit_ids(index, "") == ["1", "2", "3"]
    assert hit_ids(index, "совет") == ["3"]
    assert hit_ids(index, "устав") == ["1"]


def test_delete_ignores_unknown_ids(index: SearchIndex) -> None:
    index.delete(["1", "nobody"])
    assert hit_ids(index, "") == ["2"]
    assert search(index, "совет").counts == {}
    assert index.health().entries == 1


def test_replace_removes_all_other_entries_of_a_documents_scope(index: SearchIndex) -> None:
    index.replace(9, "current", [entry("устав", id=f"9/{n}", document=9, scope="current") for n in range(3)])
    index.replace(9, "circulated", [entry("устав", id="9/sent", document=9, scope="circulated")])
    index.replace(9, "current", [entry("проект", id="9/0", document=9, scope="current")])
    assert hit_ids(index, "") == ["1", "2", "9/0", "9/sent"]
    assert hit_ids(index, "устав") == ["9/sent"]
    index.replace(9, "circulated", [])
    assert hit_ids(index, "") == ["1", "2", "9/0"]


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ([], ["1", "2"]),
        ([Upsert((entry("а", id="3"),)), Delete(("3",))], ["1", "2"]),
        ([Delete(("1",)), Upsert((entry("а", id="1"),))], ["1", "2"]),
        ([Upsert((entry("а", id="3"), entry("б", id="3")))], ["1", "2", "3"]),
        ([Upsert((entry("а", id="3", document=5),)), Replace(5, "adopted")], ["1", "2"]),
        ([Replace(5, "adopted", (entry("а", id="3", document=5),)), Replace(5, "current")], ["1", "2", "3"]),
        ([Replace(1, "adopted", (entry("а", id="4"),)), Delete(("2",))], ["4"]),
    ],
)
def test_the_changes_of_a_batch_are_applied_in_order(
    index: SearchIndex, changes: list[IndexChange], ids: list[str]
) -> None:
    index.apply(changes)
    assert hit_ids(index, "") == ids


def test_the_last_of_two_upserts_counts(index: SearchIndex) -> None:
    index.apply([Upsert((entry("устав", id="3"),)), Upsert((entry("проект", id="3"),))])
    assert (hit_ids(index, "устав"), hit_ids(index, "проект")) == ([], ["3"])


@pytest.mark.parametrize(
    "wrong",
    [entry("устав", id="\ud800"), entry("устав", scope="\ud800"), entry("устав", language="\ud800")],
)
def test_an_entry_that_cannot_be_stored_is_refused_and_nothing_changes(
    index: SearchIndex, wrong: Entry
) -> None:
    with pytest.raises(errors.Invalid) as refused:
        index.apply([Delete(("1",)), Upsert((wrong,))])
    assert refused.value.code == "search.bad_entry"
    assert hit_ids(index, "") == ["1", "2"]


def test_odd_texts_are_stored_as_they_are(index: SearchIndex) -> None:
    odd = "\x00 \ud800 \u202e 🙂 устав " + "ъ" * 100_000
    index.upsert([entry(odd, id="odd/../\x00", title=odd, heading=odd, number=odd, sort_date=odd)])
    assert hit_ids(index, "устав") == ["odd/../\x00"]


def test_many_changes_come_to_the_same_as_a_fresh_index(open_index: OpenIndex) -> None:
    """Segments are merged and dropped meanwhile; hits and counts must not be affected."""
    chance = random.Random(7)  # noqa: S311  # no secret
    changed, fresh = open_index("changed"), open_index("fresh")
    truth: dict[str, Entry] = {}
    changed.rebuild([])
    for _ in range(60):
        document = chance.randrange(6)
        made = [
            entry(" ".join(chance.choices(WORDS, k=5)), id=f"{document}/{n}", document=document)
            for n in range(chance.randrange(4))
        ]
        changed.replace(document, "adopted", made)
        truth = {key: e for key, e in truth.items() if e.document != document} | {e.id: e for e in made}
    fresh.rebuild(truth.values())
    for typed in [*WORDS, "совет план", "план OR -устав", '"совет план"', "про*", ""]:
        assert hit_ids(changed, typed) == hit_ids(fresh, typed), typed
        assert search(changed, typed).counts == search(fresh, typed).counts, typed
    assert changed.health().entries == len(truth)
