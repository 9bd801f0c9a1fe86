"""Many threads read while one writes; a forked process opens its own files."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.stores.search.entries import entries, entry, found

WORDS = ["совет", "план", "устав", "розыск", "эксперт", "доклад", "протокол", "решение"]


def test_threads_get_the_right_hits_while_a_writer_works(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entries(*WORDS))
    wrong: list[object] = []
    done = threading.Event()

    def read(word: str, expected: str) -> None:
        while not done.is_set():
            try:
                if (hits := found(index, word)) != [expected]:
                    wrong.append((word, hits))
            except Exception as error:
                wrong.append(error)

    readers = [
        threading.Thread(target=read, args=(word, str(number))) for number, word in enumerate(WORDS, start=1)
    ]
    for reader in readers:
        reader.start()
    for number in range(12):
        index.upsert([entry(f"слово{number}", id=f"new{number}")])
    index.rebuild(entries(*WORDS))
    index.upsert([entry("слово", id="last")])
    done.set()
    for reader in readers:
        reader.join()
    last = found(index, "слово")
    index.close()
    assert wrong == []
    assert last == ["last"]


def test_close_while_reading_closes_what_is_lent_out_too(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entries("совет"))
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  # a count of descriptors
    threads = [threading.Thread(target=found, args=(index, "совет")) for _ in range(6)]
    for thread in threads:
        thread.start()
    index.close()
    for thread in threads:
        thread.join()
    index.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    assert found(index, "совет") == ["1"]
    index.close()


def test_a_forked_process_reads_with_files_of_its_own(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entries(*WORDS))
    assert found(index, "совет") == ["1"]
    child = os.fork()
    if child == 0:
        try:
            right = all(found(index, word) == [str(n)] for n, word in enumerate(WORDS, start=1))
            os._exit(0 if right else 1)
        finally:
            os._exit(2)
    assert all(found(index, word) == [str(n)] for n, word in enumerate(WORDS, start=1))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    index.close()


def test_readers_that_come_back_late_hold_no_old_generation(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(entries("совет"))
    inside, go_on = threading.Event(), threading.Event()

    def words() -> Iterator[str]:
        inside.set()
        go_on.wait()
        yield "савет"

    late = threading.Thread(target=lambda: index.suggest(words(), None))
    late.start()
    inside.wait()
    index.rebuild(entries("план"))
    assert found(index, "план") == ["1"]
    go_on.set()
    late.join()
    index.upsert([entry("устав", id="2")])
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["g000002"]
    index.close()
