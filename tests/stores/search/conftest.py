"""The contract of search holds for every engine: each test of this folder runs with each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from cmia_docs.stores.search import SearchIndex
from cmia_docs.stores.whoosh.index import WhooshIndex

Engine = Callable[[Path], SearchIndex]
"""Opens the index in a folder."""
OpenIndex = Callable[[str], SearchIndex]
"""Opens the index in a folder of this name below `tmp_path`."""

ENGINES: Mapping[str, Engine] = {"whoosh": WhooshIndex}


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine; the test closes the indexes that it opens."""
    return ENGINES[request.param]


@pytest.fixture
def open_index(engine: Engine, tmp_path: Path) -> Iterator[OpenIndex]:
    """Opens indexes of one engine; they are closed after the test."""
    opened: list[SearchIndex] = []

    def open_one(name: str) -> SearchIndex:
        opened.append(engine(tmp_path / name))
        return opened[-1]

    yield open_one
    for index in opened:
        index.close()


@pytest.fixture
def index(open_index: OpenIndex) -> SearchIndex:
    """An index in a folder that does not exist yet."""
    return open_index("index")
