"""The folder: swaps, what is left behind, damage, locks of the dead, several processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmia_docs import errors
from cmia_docs.stores.search import Entry
from cmia_docs.stores.whoosh.index import WhooshIndex
from tests.paths import ROOT
from tests.stores.search.entries import entries, entry, found, request


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


def test_making_the_object_touches_nothing(index: WhooshIndex, folder: Path) -> None:
    assert not folder.exists()


def test_a_missing_index_is_said_and_rebuilt(index: WhooshIndex) -> None:
    for use in (
        lambda: index.search(request("совет")),
        lambda: index.upsert(entries("совет")),
        lambda: index.suggest(["совет"], None),
    ):
        with pytest.raises(errors.Unavailable) as refused:
            use()
        assert refused.value.reason == "search.index_missing"
    health = index.health()
    assert (health.ok, health.entries, health.message) == (False, 0, "search.index_missing")
    index.rebuild(entries("совет"))
    assert index.health().ok
    assert found(index, "совет") == ["1"]


def test_a_rebuild_swaps_and_removes_the_old_generation(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    index.close()
    index.rebuild(entries("план"))
    assert generations(folder) == ["g000002"]
    assert (found(index, "совет"), found(index, "план")) == ([], ["1"])


def test_searches_go_on_during_a_rebuild(index: WhooshIndex) -> None:
    index.rebuild(entries("совет"))
    seen: list[list[str]] = []

    def fresh() -> Iterator[Entry]:
        for made in entries("план", "план"):
            seen.append(found(index, "совет"))
            yield made

    index.rebuild(fresh())
    assert seen == [["1"], ["1"]]
    assert found(index, "совет") == []


def test_a_rebuild_that_fails_leaves_the_old_index(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))

    def failing() -> Iterator[Entry]:
        yield entry("план")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        index.rebuild(failing())
    with pytest.raises(errors.Invalid):
        index.rebuild([entry("план", id="same"), entry("план", id="same")])
    assert found(index, "совет") == ["1"]
    assert generations(folder) == ["g000001"]
    index.upsert([entry("план", id="2")])
    assert found(index, "план") == ["2"]


def test_a_generation_that_is_read_elsewhere_stays_until_it_is_not(folder: Path) -> None:
    writer, reader = WhooshIndex(folder), WhooshIndex(folder)
    writer.rebuild(entries("совет"))
    assert found(reader, "совет") == ["1"]
    writer.rebuild(entries("план"))
    assert generations(folder) == ["g000001", "g000002"]
    assert (found(reader, "совет"), found(reader, "план")) == ([], ["1"])
    writer.upsert([entry("план", id="2")])
    assert generations(folder) == ["g000002"]
    writer.close()
    reader.close()


def test_another_object_sees_a_change_at_its_next_search(folder: Path) -> None:
    writer, reader = WhooshIndex(folder), WhooshIndex(folder)
    writer.rebuild(entries("совет"))
    for number in range(2, 15):
        assert found(reader, f"слово{number}") == []
        writer.upsert([entry(f"слово{number}", id=str(number))])
        assert found(reader, f"слово{number}") == [str(number)]
    writer.close()
    reader.close()


def test_an_index_of_another_format_is_refused(index: WhooshIndex, folder: Path) -> None:
    index.rebuild(entries("совет"))
    (folder / "current").write_text("0 g000001\n")
    assert index.health().message == "search.index_outdated"
    index.rebuild(entries("совет"))
    assert found(index, "совет") == ["1"]


@pytest.mark.parametrize("content", [b"", b"1", b"1 ../../etc", b"\xff\xfe", b"1 g000009 x"])
def test_a_damaged_pointer_is_said(index: WhooshIndex, folder: Path, content: bytes) -> None:
    index.rebuild(entries("совет"))
    (folder / "current").write_bytes(content)
    assert index.health().message == "search.index_damaged"


@pytest.mark.parametrize("damage", ["gone", "empty", "half", "noise"])
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
            reasons.append(error.reason)
        fresh.close()
        path.write_bytes(content)
    assert len(reasons) >= 3
    assert set(reasons) == {"search.index_damaged"}
    _damage(next(iter(intact)), b"", "gone")
    index.rebuild(entries("совет"))
    assert found(index, "совет") == ["1"]


def _damage(path: Path, content: bytes, damage: str) -> None:
    if damage == "gone":
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
        busy.append(refused.value.reason)
        yield entry("устав")

    index.rebuild(fresh())
    assert busy == ["search.index_busy"]
    other.upsert([entry("план", id="2")])
    assert found(index, "план") == ["2"]
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(errors.Unavailable) as refused:
        WhooshIndex(tmp_path / "index").rebuild([])
    assert refused.value.reason == "search.index_unwritable"


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(errors.Unavailable) as refused:
        WhooshIndex(tmp_path / "index").rebuild([])
    assert refused.value.reason == "search.index_unwritable"


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
    """A reader meanwhile always sees one whole commit, and afterwards the next writer goes on."""
    index.rebuild([entry("совет", id="1"), entry("слово0 план", id="2", document=2)])
    for attempt in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS_WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            until = time.monotonic() + 0.3 + attempt * 0.07
            while time.monotonic() < until:
                assert found(index, "") == ["1", "2"]
            writer.send_signal(signal.SIGKILL)
        assert found(index, "") == ["1", "2"]
        index.replace(2, "adopted", [entry("слово0 план", id="2", document=2)])
        assert found(index, "слово0") == ["2"]
    assert generations(folder) == [(folder / "current").read_text().split()[1]]
