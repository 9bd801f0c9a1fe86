"""The folder of an index: generations, damage, locks of killed processes, several processes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmia_docs import errors
from cmia_docs.reasons import Reason
from cmia_docs.reasons.search import SearchIndexDamaged
from cmia_docs.stores.search import Entry
from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.paths import ROOT
from tests.stores.search.entries import entries, entry, hit_ids, request


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[WhooshIndex]:
    index = WhooshIndex(folder, patience=0.1)
    yield index
    index.close()


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_a_rebuild_swaps_and_removes_the_old_generation(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    index.close()
    index.rebuild(entries("план"))
    assert generations(folder) == ["g000002"]


def test_a_rebuild_that_fails_leaves_no_generation(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    with pytest.raises(errors.Invalid):
        index.rebuild([entry("план", id="same"), entry("план", id="same")])
    assert generations(folder) == ["g000001"]


def test_a_generation_that_another_reader_uses_stays(folder: Path) -> None:
    writer, reader = WhooshIndex(folder), WhooshIndex(folder)
    writer.rebuild(entries("совет"))
    assert hit_ids(reader, "совет") == ["1"]
    writer.rebuild(entries("план"))
    assert generations(folder) == ["g000001", "g000002"]
    assert (hit_ids(reader, "совет"), hit_ids(reader, "план")) == ([], ["1"])
    writer.upsert([entry("план", id="2")])
    assert generations(folder) == ["g000002"]
    writer.close()
    reader.close()


def test_an_index_of_another_format_is_refused(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    (folder / "current").write_text("0 g000001\n")
    assert index.health().reason is Reason.SEARCH_INDEX_OUTDATED
    index.rebuild(entries("совет"))
    assert hit_ids(index, "совет") == ["1"]


@pytest.mark.parametrize("content", [b"", b"1", b"1 ../../etc", b"\xff\xfe", b"1 g000009 x"])
def test_a_damaged_pointer_is_reported(index: WhooshIndex, folder: Path, content: bytes) -> None:
    index.rebuild(entries("совет"))
    (folder / "current").write_bytes(content)
    assert index.health().reason == SearchIndexDamaged(folder.name)


@pytest.mark.parametrize("damage", ["removed", "empty", "half", "noise"])
def test_damaged_files_give_a_refusal_or_the_right_answer(
    index: WhooshIndex, folder: Path, damage: str
) -> None:
    index.rebuild(entries(*["совет и план заседаний"] * 300))
    generation = folder / generations(folder)[0]
    intact = {path: path.read_bytes() for path in generation.iterdir() if path.suffix}
    assert len(intact) > 3
    reasons: list[str] = []
    for path, content in intact.items():
        _damage(path, content, damage)
        fresh = WhooshIndex(folder)
        try:
            assert fresh.search(request('совет "план заседаний" -устав')).total == 300
        except errors.Unavailable as error:
            reasons.append(error.code)
        fresh.close()
        path.write_bytes(content)
    assert len(reasons) >= 3
    assert set(reasons) == {"search.index_damaged"}
    _damage(next(iter(intact)), b"", "removed")
    index.rebuild(entries("совет"))
    assert hit_ids(index, "совет") == ["1"]


def _damage(path: Path, content: bytes, damage: str) -> None:
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "half": content[: len(content) // 2], "noise": b"\x93" * len(content)}[damage]
        )


def test_two_writers_wait_for_each_other(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    other = WhooshIndex(folder, patience=0.05)
    busy: list[str] = []

    def fresh() -> Iterator[Entry]:
        with pytest.raises(errors.Unavailable) as refused:
            other.upsert([entry("план", id="2")])
        busy.append(refused.value.code)
        yield entry("устав")

    index.rebuild(fresh())
    assert busy == ["search.index_busy"]
    other.upsert([entry("план", id="2")])
    assert hit_ids(index, "план") == ["2"]
    other.close()


ENDLESS_WRITER = """
import sys
from pathlib import Path
from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.stores.search.entries import entry

index = WhooshIndex(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    index.replace(2, "adopted", [entry(f"слово{number} план", id="2", document=2)])
    if number % 10 == 0:
        index.rebuild([entry("совет", id="1"), entry(f"слово{number} план", id="2", document=2)])
    print(number, flush=True)
"""


def test_a_killed_writer_blocks_nobody(index: WhooshIndex, folder: Path) -> None:
    """Readers always see one complete commit, and the next writer can go on afterwards."""
    index.rebuild([entry("совет", id="1"), entry("слово0 план", id="2", document=2)])
    for attempt in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS_WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            until = time.monotonic() + 0.3 + attempt * 0.07
            while time.monotonic() < until:
                assert hit_ids(index, "") == ["1", "2"]
            writer.send_signal(signal.SIGKILL)
        assert hit_ids(index, "") == ["1", "2"]
        index.replace(2, "adopted", [entry("слово0 план", id="2", document=2)])
        assert hit_ids(index, "слово0") == ["2"]
    assert generations(folder) == [(folder / "current").read_text().split()[1]]
