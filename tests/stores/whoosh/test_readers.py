"""The pool of readers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.stores.search.entries import entries, entry, hit_ids


def test_readers_that_are_returned_late_hold_no_old_generation(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entries("совет"))
    reading, go_on = threading.Event(), threading.Event()

    def words() -> Iterator[str]:
        reading.set()
        go_on.wait()
        yield "савет"

    late = threading.Thread(target=lambda: index.suggest(words(), None))
    late.start()
    reading.wait()
    index.rebuild(entries("план"))
    assert hit_ids(index, "план") == ["1"]
    go_on.set()
    late.join()
    index.upsert([entry("устав", id="2")])
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["g000002"]
    index.close()
