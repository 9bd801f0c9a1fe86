"""Building an index: before it, during it, and where it fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmia_docs import errors
from cmia_docs.reasons.search import SearchIndexMissing
from cmia_docs.stores.search import Entry, SearchIndex
from tests.stores.search.conftest import Engine, OpenIndex
from tests.stores.search.entries import entries, entry, hit_ids, request


def test_opening_does_not_access_the_disk(index: SearchIndex, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []


def test_a_missing_index_is_refused_and_can_be_built(index: SearchIndex) -> None:
    for use in (
        lambda: index.search(request("совет")),
        lambda: index.upsert(entries("совет")),
        lambda: index.suggest(["совет"], None),
    ):
        with pytest.raises(errors.Unavailable) as refused:
            use()
        assert refused.value.code == "search.index_missing"
    health = index.health()
    assert (health.ok, health.entries) == (False, 0)
    assert isinstance(health.reason, SearchIndexMissing)
    index.rebuild(entries("совет"))
    assert index.health().ok
    assert hit_ids(index, "совет") == ["1"]


def test_a_rebuild_replaces_all_entries(index: SearchIndex) -> None:
    index.rebuild(entries("совет"))
    index.rebuild(entries("план"))
    assert (hit_ids(index, "совет"), hit_ids(index, "план")) == ([], ["1"])


def test_searches_use_the_old_index_during_a_rebuild(index: SearchIndex) -> None:
    index.rebuild(entries("совет"))
    during: list[list[str]] = []

    def new_entries() -> Iterator[Entry]:
        for made in entries("план", "план"):
            during.append(hit_ids(index, "совет"))
            yield made

    index.rebuild(new_entries())
    assert during == [["1"], ["1"]]
    assert hit_ids(index, "совет") == []


def test_a_rebuild_that_fails_leaves_the_old_index(index: SearchIndex) -> None:
    index.rebuild(entries("совет"))

    def failing() -> Iterator[Entry]:
        yield entry("план")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        index.rebuild(failing())
    with pytest.raises(errors.Invalid):
        index.rebuild([entry("план", id="same"), entry("план", id="same")])
    assert hit_ids(index, "совет") == ["1"]
    index.upsert([entry("план", id="2")])
    assert hit_ids(index, "план") == ["2"]


def test_another_object_sees_a_change_at_its_next_search(open_index: OpenIndex) -> None:
    writer, reader = open_index("index"), open_index("index")
    writer.rebuild(entries("совет"))
    for number in range(2, 15):
        assert hit_ids(reader, f"слово{number}") == []
        writer.upsert([entry(f"слово{number}", id=str(number))])
        assert hit_ids(reader, f"слово{number}") == [str(number)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_refused(engine: Engine, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(errors.Unavailable) as refused:
        engine(tmp_path / "index").rebuild([])
    assert refused.value.code == "search.index_unwritable"


def test_a_file_instead_of_the_folder_is_refused(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(errors.Unavailable) as refused:
        engine(tmp_path / "index").rebuild([])
    assert refused.value.code == "search.index_unwritable"
