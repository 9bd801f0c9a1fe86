"""An index that is missing or damaged: search says so, all else works, and the follow-up builds it again."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cmia_docs.actions.operation.verify import verify
from tests.factories.product import Product
from tests.faults.broken import in_time


def lose(index: Path) -> None:
    """The folder is gone."""
    shutil.rmtree(index)


def cut(index: Path) -> None:
    """Its files are cut in half."""
    for file in index.glob("g*/*"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(index: Path) -> None:
    """Its pointer is nonsense."""
    (index / "current").write_bytes(b"\xff\xfe\x00")


def lose_segments(index: Path) -> None:
    """Its files are gone, the folder is not."""
    for file in index.glob("g*/*"):
        file.unlink()


@pytest.mark.parametrize("damage", [lose, cut, garble, lose_segments])
def test_it_is_built_anew_while_reading_goes_on(product: Product, damage: Callable[[Path], None]) -> None:
    product.adopted()
    product.follow_up()
    reader = product.client()
    assert "СМВД/2026/1" in reader.get("/search?q=совет").text
    product.services.adopted_index.close()
    damage(product.installation.settings.index / "adopted")

    away = reader.get("/search?q=совет")

    assert (away.status_code, away.headers["Retry-After"]) == (503, "10")
    assert "is being rebuilt, so search does not work at the moment. Everything else works" in away.text
    assert reader.get("/register").status_code == 200
    ready = reader.get("/readyz")
    assert ready.json is not None
    assert (ready.status_code, ready.json["search"]) == (200, "failing")
    product.installation.follow_up.start()
    assert in_time(lambda: "СМВД/2026/1" in reader.get("/search?q=совет").text)
    assert verify(product.services) == []
    product.installation.follow_up.stop()


def test_a_writer_that_was_killed_leaves_no_lock(product: Product) -> None:
    product.adopted()
    index = product.installation.settings.index / "adopted"
    code = (
        "import fcntl, sys, time\n"
        f"locks = [open(name, 'a') for name in {[str(index / 'write.lock')]!r}]\n"
        "[fcntl.flock(lock, fcntl.LOCK_EX) for lock in locks]\n"
        "print('held', flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
    (index / "g000001").mkdir(exist_ok=True)
    (index / "g000001" / "MAIN_WRITELOCK").touch()

    product.follow_up()

    assert "СМВД/2026/1" in product.client().get("/search?q=совет").text
    assert verify(product.services) == []
