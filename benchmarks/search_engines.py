"""One engine in a process of its own: `python -m benchmarks.search_engines ENGINE COUNT` prints JSON."""

from __future__ import annotations

import json
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import tantivy

from benchmarks.corpus import articles, entries
from cmia_docs.stores.search import Entry, SearchRequest
from cmia_docs.stores.whoosh.index import WhooshIndex
from cmia_docs.text.search.query_parser import read_query

KINDS = ("word", "two words", "phrase", "prefix", "one without the other")
_OF_A_KIND = 40
_WORDS = re.compile(r"[а-яё]{5,}")
Ask = Callable[[str], int]


class Whoosh:
    """The product's own, with all counts that its page shows."""

    def __init__(self, folder: Path) -> None:
        self._index = WhooshIndex(folder / "whoosh")

    def build(self, all_: list[Entry]) -> None:
        """Index everything."""
        self._index.rebuild(all_)

    def update(self, entry: Entry) -> None:
        """Replace the entries of one document by one."""
        self._index.replace(entry.document, entry.scope, [entry])

    def ask(self, query: str) -> int:
        """How many hits."""
        return self._index.search(SearchRequest(read_query(query)[0], None)).total


class Fts5:
    """SQLite's, without morphology."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts.db")
        self._database.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, title, heading, body, prefix='4')"
        )

    def build(self, all_: list[Entry]) -> None:
        """Index everything."""
        rows = ((entry.id, entry.title, entry.heading, entry.body) for entry in all_)
        self._database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        self._database.commit()

    def update(self, entry: Entry) -> None:
        """Add one."""
        self.build([entry])

    def ask(self, query: str) -> int:
        """How many hits; the best twenty are read too."""
        wanted = query.replace("-", "NOT ")
        self._database.execute(
            "SELECT id FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 20", (wanted,)
        ).fetchall()
        row = self._database.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", (wanted,)).fetchone()
        return int(row[0])


class Tantivy:
    """Tantivy with its Russian stemmer."""

    def __init__(self, folder: Path) -> None:
        path = folder / "tantivy"
        path.mkdir()
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True)
        for name in ("title", "heading", "body"):
            schema.add_text_field(name, tokenizer_name="ru_stem")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(path))

    def build(self, all_: list[Entry]) -> None:
        """Index everything."""
        writer = self._index.writer()
        for entry in all_:
            writer.add_document(
                tantivy.Document(id=entry.id, title=entry.title, heading=entry.heading, body=entry.body)
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def update(self, entry: Entry) -> None:
        """Add one."""
        self.build([entry])

    def ask(self, query: str) -> int:
        """How many hits; the best twenty are read too."""
        return int(self._index.searcher().search(self._read(query), 20).count or 0)

    def _read(self, query: str) -> tantivy.Query:
        if query.endswith("*"):
            return tantivy.Query.regex_query(self._schema, "body", f"{query[:-1]}.*")
        return self._index.parse_query(query, ["title", "heading", "body"], conjunction_by_default=True)


class Engine(Protocol):
    """What all of them do."""

    def build(self, all_: list[Entry]) -> None: ...
    def update(self, entry: Entry) -> None: ...
    def ask(self, query: str) -> int: ...


ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": Whoosh, "fts5": Fts5, "tantivy": Tantivy}


def main(name: str, count: int) -> None:
    """Build, ask, change; print what it took."""
    laws, origin = articles(count)
    all_ = list(entries(laws))
    queries = _queries(all_)
    before = _resident_mb()
    with tempfile.TemporaryDirectory() as folder:
        engine = ENGINES[name](Path(folder))
        build = _seconds(lambda: engine.build(all_))
        peak = _resident_mb()
        times = {kind: [_seconds(partial(engine.ask, one)) for one in queries[kind]] for kind in KINDS}
        added = all_[0]
        update = _seconds(partial(engine.update, added)) + _seconds(partial(engine.ask, "положение"))
    print(
        json.dumps(
            {"origin": origin, "build": build, "memory": peak - before, "times": times, "update": update}
        )
    )


def _queries(all_: list[Entry]) -> dict[str, list[str]]:
    """The same for all engines: words that occur in at least ten articles."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    often: Counter[str] = Counter()
    pairs: list[str] = []
    for entry in chance.sample(all_, min(1_000, len(all_))):
        words = _WORDS.findall(entry.body.lower())
        often.update(set(words))
        pairs += [f"{a} {b}" for a, b in pairwise(words) if f"{a} {b}" in entry.body.lower()][:3]
    known = sorted(word for word, times in often.items() if times >= 10)
    two = [chance.sample(known, 2) for _ in range(_OF_A_KIND)]
    return {
        "word": chance.sample(known, _OF_A_KIND),
        "two words": [" ".join(pair) for pair in two],
        "phrase": [f'"{pair}"' for pair in chance.sample(pairs, _OF_A_KIND)],
        "prefix": [f"{word[:5]}*" for word in chance.sample(known, _OF_A_KIND)],
        "one without the other": [f"{one} -{other}" for one, other in two],
    }


def _seconds(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
