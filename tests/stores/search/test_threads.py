"""Many threads read while one writes; a forked process opens its own files."""

from __future__ import annotations

import os
import threading

from cmia_docs.stores.search import SearchIndex
from tests.stores.search.entries import entries, entry, hit_ids

WORDS = ["совет", "план", "устав", "розыск", "эксперт", "доклад", "протокол", "решение"]


def test_threads_get_the_right_hits_while_a_writer_works(index: SearchIndex) -> None:
    index.rebuild(entries(*WORDS))
    wrong: list[object] = []
    done = threading.Event()

    def read(word: str, expected: str) -> None:
        while not done.is_set():
            try:
                if (hits := hit_ids(index, word)) != [expected]:
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
    last = hit_ids(index, "слово")
    index.close()
    assert wrong == []
    assert last == ["last"]


def test_close_while_reading_closes_what_is_lent_out_too(index: SearchIndex) -> None:
    index.rebuild(entries("совет"))
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208  # a count of descriptors
    threads = [threading.Thread(target=hit_ids, args=(index, "совет")) for _ in range(6)]
    for thread in threads:
        thread.start()
    index.close()
    for thread in threads:
        thread.join()
    index.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    assert hit_ids(index, "совет") == ["1"]
    index.close()


def test_a_forked_process_reads_with_files_of_its_own(index: SearchIndex) -> None:
    index.rebuild(entries(*WORDS))
    assert hit_ids(index, "совет") == ["1"]
    child = os.fork()
    if child == 0:
        try:
            right = all(hit_ids(index, word) == [str(n)] for n, word in enumerate(WORDS, start=1))
            os._exit(0 if right else 1)
        finally:
            os._exit(2)
    assert all(hit_ids(index, word) == [str(n)] for n, word in enumerate(WORDS, start=1))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    index.close()
