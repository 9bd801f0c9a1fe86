"""200 readers and 10 writers for a minute. A reader looks at each page for some seconds, as people do."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter

from benchmarks.editing import Editor
from benchmarks.figures import Figure, Times
from benchmarks.many import with_documents
from benchmarks.server import Browser, serving
from benchmarks.texts import regulation

_READERS, _WRITERS, _SECONDS = 200, 10, 60
_LOOKING = (2.0, 8.0)
"""Seconds that a reader stays with a page, and that a writer writes."""
_SIZE, _UNITS = 20_000, 60
READ = (
    "/register",
    "/register/scientific-advisory-board",
    "/search?q=%D0%BF%D0%BE%D0%BB%D0%BE%D0%B6%D0%B5%D0%BD%D0%B8%D0%B5",
    "/register/cooperation-concept-2020",
    "/search?q=%D1%81%D0%BE%D0%B2%D0%B5%D1%82",
)


def run() -> list[Figure]:
    """Figures of both."""
    with with_documents(100) as made:
        drafts = [made.draft(_SIZE, _UNITS, seed=number) for number in range(_WRITERS)]
        made.follow()
        with serving(made.data) as server:
            text = [regulation(_SIZE, _UNITS, seed=number) for number in range(_WRITERS)]
            editors = [Editor(server.port, made, one, text[at], seed=at) for at, one in enumerate(drafts)]
            reads, writes, statuses = Times(), Times(), Counter[int]()
            threads = [
                threading.Thread(
                    target=read_for, args=(server.port, _SECONDS, seed, _LOOKING, reads, statuses)
                )
                for seed in range(_READERS)
            ]
            threads += [threading.Thread(target=_write, args=(one, writes, statuses)) for one in editors]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            memory = server.memory_mb()
    name = f"{_READERS} readers and {_WRITERS} writers for {_SECONDS} s"
    rate, answers = len(reads.all) / _SECONDS, dict(statuses)
    good = set(statuses) <= {200, 302}
    return [
        Figure(
            f"{name}, each {_LOOKING[0]:.0f} to {_LOOKING[1]:.0f} s with a page: reads",
            f"p50 {reads.ms(50):.0f} ms, p95 {reads.ms(95):.0f} ms, {rate:.0f}/s; {answers}",
            "no error, p95 ≤ 300 ms",
            "",
            good and reads.ms(95) <= 300,
        ),
        Figure(
            f"{name}: saves",
            f"p50 {writes.ms(50):.0f} ms, p95 {writes.ms(95):.0f} ms, {len(writes.all)} saved",
        ),
        Figure("memory after that", f"{memory:.0f} MB", "≤ 250 MB", "", memory <= 250),
    ]


def read_for(
    port: int,
    seconds: float,
    seed: int,
    looking: tuple[float, float] = (0, 0),
    times: Times | None = None,
    statuses: Counter[int] | None = None,
) -> None:
    """One reader, who begins some time within the first pause."""
    chance, browser = random.Random(seed), Browser(port)  # noqa: S311 - nothing secret
    until = time.perf_counter() + seconds
    time.sleep(chance.uniform(0, looking[1]))
    times = Times() if times is None else times
    statuses = Counter() if statuses is None else statuses
    while time.perf_counter() < until:
        with times.one():
            statuses[browser.get(chance.choice(READ)).status] += 1
        time.sleep(chance.uniform(*looking))


def _write(editor: Editor, times: Times, statuses: Counter[int]) -> None:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    until = time.perf_counter() + _SECONDS
    while time.perf_counter() < until:
        form = editor.form()
        with times.one():
            statuses[editor.send(form).status] += 1
        editor.renew()
        time.sleep(chance.uniform(*_LOOKING))
